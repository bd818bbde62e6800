using Assay.Core.Conditions;
using Assay.Core.Drift;
using Assay.Core.Gates;

namespace Assay.Tests.Drift;

public sealed class DriftCheckTests
{
    private const int Rows = 2000;
    private static readonly DriftPolicy _policy = new();

    [Fact]
    public void New_rows_of_the_same_population_are_no_drift()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var report = DriftCheck.Judge(Customers(seed, 0), Customers(seed + 1000, 0), _policy);

            report.Outcome.ShouldBe(Outcome.Pass, report.Headline);
            report.Metrics[DriftMetrics.DriftedColumns].ShouldBe(0, $"{seed}: {report.Headline}");
        }
    }

    [Fact]
    public void A_column_that_moved_is_named_with_its_effect_and_the_others_are_not()
    {
        var report = DriftCheck.Judge(Customers(1, 0), Customers(2, 0.8), _policy);

        report.Drifted.Select(c => c.Name).ShouldBe(["tenure"]);
        report.Outcome.ShouldBe(Outcome.Pass);
        report.Headline.ShouldStartWith("1 of 4 columns drifted: tenure PSI 0.");
        report.Headline.ShouldEndWith("(2,000 rows against 2,000)");
        var tenure = report.Columns[0].Values!;
        tenure.Test.Name.ShouldBe("Kolmogorov-Smirnov");
        tenure.Test.AdjustedP.ShouldBeLessThan(1e-20);
        tenure.StabilityIndex.ShouldBeInRange(tenure.Interval.Lower!.Value, tenure.Interval.Upper!.Value);
        // The index of two normals is the squared shift.
        tenure.StabilityIndex.ShouldBeInRange(0.5, 0.75);
        tenure.Wasserstein!.Value.ShouldBe(0.8, 0.08);
    }

    [Fact]
    public void Too_large_a_share_of_drifted_columns_fails_and_says_so()
    {
        var report = DriftCheck.Judge(
            Population.Of(Population.Normal("a", Rows, 1), Population.Normal("b", Rows, 2)),
            Population.Of(Population.Normal("a", Rows, 3, mean: 1), Population.Normal("b", Rows, 4)),
            _policy
        );

        report.Outcome.ShouldBe(Outcome.Fail);
        report.Headline.ShouldStartWith("1 of 2 columns drifted: a PSI ");
        report.Headline.ShouldEndWith("; drifted share 0.500, must be ≤ 0.3");
    }

    [Fact]
    public void A_change_that_is_significant_and_small_is_no_drift()
    {
        var report = DriftCheck.Judge(
            Population.Of(Population.Normal("a", 100_000, 1)),
            Population.Of(Population.Normal("a", 100_000, 2, mean: 0.15)),
            _policy
        );

        report.Columns[0].Values!.Test.AdjustedP.ShouldBeLessThan(1e-10);
        report.Columns[0].Values!.StabilityIndex.ShouldBeLessThan(0.05);
        report.Columns[0].State.ShouldBe(ColumnState.Stable);
    }

    [Theory]
    [InlineData(0, Outcome.NoData, "there are no rows to look at")]
    [InlineData(1, Outcome.Inconclusive, "1 rows are too few to tell; 200 are needed")]
    [InlineData(199, Outcome.Inconclusive, "199 rows are too few to tell; 200 are needed")]
    public void Few_rows_are_inconclusive_and_none_are_no_data(int rows, Outcome outcome, string headline)
    {
        var report = DriftCheck.Judge(Customers(1, 0), Customers(2, 5, rows), _policy);

        report.Outcome.ShouldBe(outcome);
        report.Headline.ShouldBe(headline);
        report.Rules.Length.ShouldBe(2);
    }

    [Fact]
    public void A_reference_without_rows_is_no_data() =>
        DriftCheck.Judge(Customers(1, 0, 0), Customers(2, 0), _policy).Outcome.ShouldBe(Outcome.NoData);

    [Fact]
    public void Columns_with_few_values_are_left_out_of_the_share()
    {
        var report = DriftCheck.Judge(
            Population.Of(Population.Normal("a", Rows, 1), Population.Normal("b", Rows, 2, missing: 0.97)),
            Population.Of(Population.Normal("a", Rows, 3), Population.Normal("b", Rows, 4, mean: 3, missing: 0.97)),
            _policy
        );

        report.Columns.Single(c => c.Name == "b").State.ShouldBe(ColumnState.Thin);
        report.Metrics[DriftMetrics.DriftedShare].ShouldBe(0);
    }

    [Fact]
    public void A_profile_of_another_model_is_an_error()
    {
        var other = new Profile("fraud", null, [Population.Normal("tenure", Rows, 1)], []);
        other.AddRows(Rows);

        var report = DriftCheck.Judge(Customers(1, 0), other, _policy);

        report.Outcome.ShouldBe(Outcome.Error);
        report.Headline.ShouldBe("the current profile is of model 'fraud', the reference of 'churn'");
    }

    [Fact]
    public void Data_without_a_column_of_the_reference_are_an_error() =>
        DriftCheck
            .Judge(Customers(1, 0), Population.Of(Population.Normal("x", Rows, 1)), _policy)
            .Headline.ShouldBe("no column of the reference is in the current data");

    [Fact]
    public void Drift_of_the_answers_is_a_metric_of_its_own()
    {
        var policy = _policy with { Require = [Parse("prediction_drift <= 0.1")] };
        ColumnProfile[] inputs = [Population.Normal("a", Rows, 1)];

        var report = DriftCheck.Judge(
            Population.WithPredictions(inputs, Population.Normal("score", Rows, 2)),
            Population.WithPredictions(inputs, Population.Normal("score", Rows, 3, mean: 1)),
            policy
        );
        var untold = DriftCheck.Judge(Population.Of(inputs), Population.Of(inputs), policy);

        report.Outcome.ShouldBe(Outcome.Fail);
        report.Metrics[DriftMetrics.DriftedColumns].ShouldBe(0);
        untold.Outcome.ShouldBe(Outcome.NoData);
        untold.Headline.ShouldBe("the reference tells nothing of predictions");
    }

    [Fact]
    public void Columns_that_are_to_be_ignored_are_not_looked_at()
    {
        var report = DriftCheck.Judge(Customers(1, 0), Customers(2, 3), _policy with { Ignore = ["tenure"] });

        report.Columns.Select(c => c.Name).ShouldNotContain("tenure");
        report.Metrics[DriftMetrics.DriftedColumns].ShouldBe(0);
    }

    [Fact]
    public void Ten_thousand_columns_are_judged_and_chance_finds_none_of_them()
    {
        ColumnProfile[] Columns(ulong seed) =>
            [.. Enumerable.Range(0, 10_000).Select(i => Population.Normal($"f{i}", 220, seed + (ulong)i))];

        var report = DriftCheck.Judge(Population.Of(Columns(1)), Population.Of(Columns(50_001)), _policy);

        report.Columns.Length.ShouldBe(10_000);
        report.Metrics[DriftMetrics.DriftedColumns].ShouldBeLessThanOrEqualTo(2);
    }

    private static Profile Customers(ulong seed, double shift, int rows = Rows) =>
        Population.Of(
            Population.Normal("tenure", rows, seed + 1, shift),
            Population.Normal("charges", rows, seed + 2, missing: 0.1),
            Population.Categories("contract", rows, seed + 3, 0.5, 0.3, 0.2),
            Population.Categories("senior", rows, seed + 4, 0.9, 0.1)
        );

    private static Condition Parse(string text) =>
        ConditionParser.TryParse(text, out var condition, out var fault)
            ? condition
            : throw new FormatException(fault.Message);
}
