using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Statistics;

namespace Assay.Tests.Oracles;

/// <summary>Two samples of a number, or two rows of counts, compared.</summary>
internal static class TwoSampleOracles
{
    public static ImmutableArray<OracleFamily> Families { get; } =
    [
        new("ks_2samp", KolmogorovSmirnov),
        new("contingency_tests", Contingency),
        new("wasserstein_1", Wasserstein),
        new("energy_distance", Energy),
        new("binned_divergences", (o, key) => Divergences(o, key, Counts(o, "reference"), Counts(o, "current"))),
        new("binned_divergences_from_raw", Binned),
        new("mann_whitney_u", RankSums),
        new("cramer_von_mises_2samp", CramerVonMises),
        new("t_test_independent", TTest),
        new("proportion_z", Proportions),
    ];

    private static object? KolmogorovSmirnov(OracleCase oracle, string key)
    {
        var test = KolmogorovSmirnovTest.Of(Sample(oracle, "reference"), Sample(oracle, "current"));
        return key switch
        {
            "statistic" => test?.Statistic,
            "statistic_less" => test?.Less,
            "statistic_greater" => test?.Greater,
            "pvalue_exact" => test?.ExactP,
            "pvalue_exact_less" => test?.OneSidedExactP(test.Less),
            "pvalue_exact_greater" => test?.OneSidedExactP(test.Greater),
            "pvalue_asymptotic" => test?.AsymptoticP,
            "pvalue_asymptotic_less" => test?.OneSidedAsymptoticP(test.Less),
            "pvalue_asymptotic_greater" => test?.OneSidedAsymptoticP(test.Greater),
            "pvalue_kolmogorov_limit" => test?.LimitP,
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Contingency(OracleCase oracle, string key)
    {
        var (reference, current) = (Counts(oracle, "reference"), Counts(oracle, "current"));
        var test = ContingencyTest.Of(reference, current);
        var fit = ContingencyTest.GoodnessOfFit(reference, current);
        return key switch
        {
            "chi2" => test?.ChiSquare,
            "dof" => test?.Freedom,
            "pvalue" => test?.P,
            "min_expected" => test?.LeastExpected,
            "cramers_v" => test?.CramersV,
            "cramers_v_bias_corrected" => test?.CramersVUnbiased,
            "g" => test?.G,
            "g_pvalue" => test?.GP,
            "gof_current_vs_reference_chi2" => fit,
            "gof_current_vs_reference_p" => ContingencyTest.Tail(fit, reference.Length - 1),
            "chi2_yates" => test?.YatesChiSquare,
            "pvalue_yates" => test?.YatesP,
            "fisher_p_two-sided" => Fisher().TwoSided,
            "fisher_p_less" => Fisher().Less,
            "fisher_p_greater" => Fisher().Greater,
            _ => OracleFamily.NoAnswer,
        };

        (double TwoSided, double Less, double Greater) Fisher() =>
            FisherExact.Of((int)reference[0], (int)reference[1], (int)current[0], (int)current[1]);
    }

    private static object? Wasserstein(OracleCase oracle, string key)
    {
        var reference = Sample(oracle, "reference");
        var distance = SampleDistance.Wasserstein(reference, Sample(oracle, "current"));
        return key switch
        {
            "wasserstein" => distance,
            "reference_std_population" => Math.Sqrt(reference.Variance(0)),
            "normalised_by_population_std_floor_0.001" => distance / Math.Max(0.001, Math.Sqrt(reference.Variance(0))),
            "normalised_by_sample_std" => SampleDistance.NormalisedWasserstein(reference, Sample(oracle, "current")),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Energy(OracleCase oracle, string key)
    {
        var squared = SampleDistance.EnergySquared(Sample(oracle, "reference"), Sample(oracle, "current"));
        return key switch
        {
            "energy_distance_scipy" => Math.Sqrt(squared),
            "squared_2Exy_minus_Exx_minus_Eyy" => squared,
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Divergences(OracleCase oracle, string key, double[] reference, double[] current)
    {
        var least = oracle.Parameter("epsilon");
        var bits = Divergence.JensenShannon(reference, current);
        return key switch
        {
            "psi" => Divergence.StabilityIndex(reference, current, least),
            "js_divergence_base2" => bits,
            "js_distance_base2" => Math.Sqrt(bits),
            "js_distance_base_e" => Math.Sqrt(bits * Math.Log(2)),
            "hellinger" => Divergence.Hellinger(reference, current),
            "kl_cur_ref_nats" => Divergence.KullbackLeibler(current, reference),
            "kl_ref_cur_nats" => Divergence.KullbackLeibler(reference, current),
            "kl_cur_ref_nats_floored" => Divergence.KullbackLeibler(current, reference, least),
            "kl_ref_cur_nats_floored" => Divergence.KullbackLeibler(reference, current, least),
            "tvd" => Divergence.TotalVariation(reference, current),
            "l_infinity" => Divergence.Greatest(reference, current),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Binned(OracleCase oracle, string key)
    {
        var (reference, current) = (Sample(oracle, "reference"), Sample(oracle, "current"));
        var bins = (int)oracle.Parameter("bins");
        var edges = oracle.Params.GetProperty("binning").GetString() switch
        {
            "reference_quantiles" => Binning.Quantiles(reference, bins),
            "reference_equal_width" => Binning.EqualWidth(reference, bins),
            _ => Binning.Sturges(reference, current),
        };
        return key switch
        {
            "inner_edges" => edges,
            "reference_counts" => Binning.Counts(reference, edges),
            "current_counts" => Binning.Counts(current, edges),
            _ => Divergences(oracle, key, Binning.Counts(reference, edges), Binning.Counts(current, edges)),
        };
    }

    private static object? RankSums(OracleCase oracle, string key)
    {
        var test = RankSum.Of(Sample(oracle, "reference"), Sample(oracle, "current"));
        return key switch
        {
            "U1" => test?.U,
            "auc_of_current_over_reference" => test?.CurrentGreater,
            "pvalue_asymptotic_cc_two-sided" => test?.TwoSidedP(continuity: true),
            "pvalue_asymptotic_nocc_two-sided" => test?.TwoSidedP(continuity: false),
            "pvalue_asymptotic_cc_less" => test?.LessP(continuity: true),
            "pvalue_asymptotic_nocc_less" => test?.LessP(continuity: false),
            "pvalue_asymptotic_cc_greater" => test?.GreaterP(continuity: true),
            "pvalue_asymptotic_nocc_greater" => test?.GreaterP(continuity: false),
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? CramerVonMises(OracleCase oracle, string key)
    {
        var test = CramerVonMisesTest.Of(Sample(oracle, "reference"), Sample(oracle, "current"));
        return key switch
        {
            "statistic" => test?.Statistic,
            "pvalue" or "pvalue_asymptotic" => test?.P,
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? TTest(OracleCase oracle, string key)
    {
        var (reference, current) = (Sample(oracle, "reference"), Sample(oracle, "current"));
        return key switch
        {
            "welch_t" => TwoSampleTTest.Welch(reference, current).T,
            "welch_p_two_sided" => TwoSampleTTest.Welch(reference, current).TwoSidedP,
            "student_t" => TwoSampleTTest.Student(reference, current).T,
            "student_p_two_sided" => TwoSampleTTest.Student(reference, current).TwoSidedP,
            _ => OracleFamily.NoAnswer,
        };
    }

    private static object? Proportions(OracleCase oracle, string key)
    {
        var test = ProportionTest.Of(oracle.Whole("x1"), oracle.Whole("n1"), oracle.Whole("x2"), oracle.Whole("n2"));
        return key switch
        {
            "z" => test.Z,
            "p_two_sided" => test.TwoSidedP,
            "p_less" => test.LessP,
            "p_greater" => test.GreaterP,
            _ => OracleFamily.NoAnswer,
        };
    }

    private static WeightedSample Sample(OracleCase oracle, string side) => WeightedSample.Of(oracle.Numbers(side));

    private static double[] Counts(OracleCase oracle, string side) =>
        [
            .. oracle
                .Inputs.GetProperty($"{side}_counts")
                .EnumerateArray()
                .Select(c => double.Parse(c.ToString(), CultureInfo.InvariantCulture)),
        ];
}
