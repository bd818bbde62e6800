using System.Collections.Immutable;
using Assay.Core.Statistics;

namespace Assay.Tests.Oracles;

/// <summary>Tests, intervals and corrections.</summary>
internal static class StatisticOracles
{
    public static ImmutableArray<OracleFamily> Families { get; } =
    [
        new("delong_paired_auc", DeLongOf),
        new("bootstrap_given_indices", Resampled),
        new("bootstrap_statistic", Bootstrapped),
        new("paired_t_test", Paired),
        new("non_inferiority_paired", NonInferiority),
        new("tost_paired", Equivalence),
        new("mean_t_interval", MeanInterval),
        new("multiple_testing", Adjusted),
        new("proportion_intervals", Proportion),
    ];

    private static object? DeLongOf(OracleCase oracle, string key)
    {
        var found = DeLong.Of(
            oracle.Numbers("y_true"),
            oracle.Numbers("champion_score"),
            oracle.Numbers("challenger_score")
        );
        return key switch
        {
            "auc_champion" => found?.Champion,
            "auc_challenger" => found?.Challenger,
            "var_champion" => found?.ChampionVariance,
            "var_challenger" => found?.ChallengerVariance,
            "covariance" => found?.Covariance,
            "difference" => found?.Difference,
            "var_difference" => found?.DifferenceVariance,
            "z" => found?.Z,
            "p_two_sided" => found?.TwoSidedP,
            "p_challenger_greater" => found?.ChallengerGreaterP,
            "ci95_difference" => Ends(found?.DifferenceInterval(0.95)),
            "ci95_auc_champion_clipped" => Ends(
                DeLong.AreaInterval(found!.Champion, found.ChampionVariance!.Value, 0.95)
            ),
            "ci95_auc_challenger_clipped" => Ends(
                DeLong.AreaInterval(found!.Challenger, found.ChallengerVariance!.Value, 0.95)
            ),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Resampled(OracleCase oracle, string key)
    {
        var x = oracle.Numbers("x");
        var level = oracle.Parameter("confidence");
        double[] means = [.. oracle.Matrix("indices").Select(rows => rows.Average(i => x[(int)i]))];
        double[] jackknife = [.. x.Select(left => (x.Sum() - left) / (x.Length - 1))];
        return key switch
        {
            "statistic" => x.Average(),
            "standard_error_ddof1" => BootstrapInterval.StandardError(means),
            "percentile" => Ends(BootstrapInterval.Percentile(means, level)),
            "basic" => Ends(BootstrapInterval.Basic(x.Average(), means, level)),
            "bca" => Ends(BootstrapInterval.BiasCorrected(x.Average(), means, jackknife, level)),
            "bca_z0" => BootstrapInterval.Bias(x.Average(), means),
            "bca_acceleration" => BootstrapInterval.Acceleration(jackknife),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Bootstrapped(OracleCase oracle, string key)
    {
        var test = PairedTest.Of(oracle.Numbers("champion"), oracle.Numbers("challenger"));
        return key switch
        {
            "mean_difference_challenger_minus_champion" => test.Mean,
            "t_interval_95" => Ends(test.Interval(0.95)),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Paired(OracleCase oracle, string key)
    {
        var test = PairedTest.Of(oracle.Numbers("champion"), oracle.Numbers("challenger"));
        return key switch
        {
            "n_pairs" => test.Pairs,
            "mean_difference" => test.Mean,
            "t" => test.T,
            "p_challenger_two-sided" => test.TwoSidedP,
            "p_challenger_greater" => test.GreaterP(),
            "p_challenger_less" => test.LessP(),
            "ci95_difference" => Ends(test.Interval(0.95)),
            "cohens_dz" => test.EffectSize,
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? NonInferiority(OracleCase oracle, string key)
    {
        var test = PairedTest.Of(oracle.Numbers("champion"), oracle.Numbers("challenger"));
        var margin = oracle.Parameter("margin");
        var lower = test.Interval(1 - (2 * oracle.Parameter("alpha")))?.Lower;
        return key switch
        {
            "mean_difference" => test.Mean,
            "t" => test.StatisticAgainst(-margin),
            "p" => test.GreaterP(-margin),
            "lower_bound" => lower,
            "non_inferior" => lower > -margin,
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Equivalence(OracleCase oracle, string key)
    {
        var test = PairedTest.Of(oracle.Numbers("champion"), oracle.Numbers("challenger"));
        var (low, high) = (oracle.Parameter("low"), oracle.Parameter("high"));
        return key switch
        {
            "p" => test.EquivalenceP(low, high),
            "t_low" => test.StatisticAgainst(low),
            "p_low" => test.GreaterP(low),
            "t_high" => test.StatisticAgainst(high),
            "p_high" => test.LessP(high),
            "ci90_difference" => Ends(test.Interval(0.90)),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? MeanInterval(OracleCase oracle, string key)
    {
        double[] x = [.. oracle.Numbers("x").Where(double.IsFinite)];
        return key switch
        {
            "mean" => x.Average(),
            "sem" => StudentInterval.StandardError(x),
            "interval" => Ends(StudentInterval.OfMean(x, oracle.Parameter("confidence"))),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Adjusted(OracleCase oracle, string key)
    {
        var p = oracle.Numbers("pvalues");
        double[]? adjusted = key switch
        {
            "bonferroni" => MultipleTesting.Bonferroni(p),
            "holm" => MultipleTesting.Holm(p),
            "hochberg" => MultipleTesting.Hochberg(p),
            "hommel" => MultipleTesting.Hommel(p),
            "sidak" => MultipleTesting.Sidak(p),
            "benjamini_hochberg" => MultipleTesting.BenjaminiHochberg(p),
            "benjamini_yekutieli" => MultipleTesting.BenjaminiYekutieli(p),
            _ => null,
        };
        return adjusted is null
            ? OracleFamily.NoAnswer
            : new Dictionary<string, object?>
            {
                ["adjusted"] = adjusted,
                ["reject"] = adjusted.Select(a => a <= oracle.Parameter("alpha")),
            };
    }

    private static object? Proportion(OracleCase oracle, string key)
    {
        var (x, n, level) = (oracle.Whole("x"), oracle.Whole("n"), oracle.Parameter("confidence"));
        return key switch
        {
            "wilson" => Ends(ProportionInterval.Wilson(x, n, level)),
            "clopper_pearson" => Ends(ProportionInterval.ClopperPearson(x, n, level)),
            "agresti_coull" => Ends(ProportionInterval.AgrestiCoull(x, n, level)),
            "jeffreys" => Ends(ProportionInterval.Jeffreys(x, n, level)),
            "wald" => Ends(ProportionInterval.Wald(x, n, level)),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static double[] Ends(Bounds? bounds) => [bounds?.Lower ?? double.NaN, bounds?.Upper ?? double.NaN];
}
