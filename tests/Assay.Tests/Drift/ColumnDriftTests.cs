using Assay.Core.Drift;
using CsCheck;

namespace Assay.Tests.Drift;

public sealed class ColumnDriftTests
{
    private const int Rows = 1000;

    [Fact]
    public void Nothing_drifts_from_itself() =>
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Int[0, 30].Select(i => $"v{i}"))
            .Array[1, 600]
            .Sample(rows =>
            {
                var (numbers, texts) = (new NumberProfile("n", 1), new CategoryProfile("t"));
                foreach (var (number, text) in rows)
                {
                    numbers.Add(number);
                    texts.Add(text);
                }

                var profile = Population.Of(numbers, texts);
                DriftCheck
                    .Judge(profile, profile, new DriftPolicy { LeastRows = 1 })
                    .Columns.ShouldAllBe(c => c.State != ColumnState.Drifted);
            });

    [Fact]
    public void A_column_that_is_all_missing_now_drifted_and_says_so()
    {
        var column = Judge(Population.Normal("a", Rows, 1), Population.Normal("a", Rows, 2, missing: 1));

        column.State.ShouldBe(ColumnState.Drifted);
        column.Values.ShouldBeNull();
        (column.Missing!.Reference, column.Missing.Current).ShouldBe((0, 1));
        column.Findings.ShouldBe(["no value is left: all are missing now"]);
    }

    [Fact]
    public void A_column_that_is_all_missing_on_both_sides_is_skipped() =>
        Judge(Population.Normal("a", Rows, 1, missing: 1), Population.Normal("a", Rows, 2, missing: 1))
            .State.ShouldBe(ColumnState.Skipped);

    [Fact]
    public void More_missing_values_are_a_drift_though_the_others_are_alike()
    {
        var column = Judge(
            Population.Normal("a", Rows, 1, missing: 0.02),
            Population.Normal("a", Rows, 3, missing: 0.2)
        );

        column.State.ShouldBe(ColumnState.Drifted);
        column.Values!.StabilityIndex.ShouldBeLessThan(0.1);
        column.Missing!.Change.ShouldBe(0.18, 0.03);
        column.Missing.Interval.Lower!.Value.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void Categories_that_the_reference_never_had_are_counted_and_drift()
    {
        var now = new CategoryProfile("plan");
        for (var i = 0; i < Rows; i++)
        {
            now.Add(i % 2 == 0 ? "new" : "newer");
        }

        var column = Judge(Population.Categories("plan", Rows, 1, 0.5, 0.5), now);

        column.State.ShouldBe(ColumnState.Drifted);
        column.Values!.Unseen!.Share.ShouldBe(1);
        column.Values.Unseen.Values.ShouldBe(["new", "newer"]);
        column.Values.CramersV!.Value.ShouldBe(1, 1e-9);
        column.Values.JensenShannon.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void A_rare_value_that_becomes_common_drifts()
    {
        var column = Judge(Flag(Rows, 20), Flag(Rows, 300));

        column.Values!.Test.Name.ShouldBe("χ²");
        column.Values.Cells.Select(c => (c.Label, c.Reference, c.Current)).ShouldBe([("0", 980, 700), ("1", 20, 300)]);
        column.State.ShouldBe(ColumnState.Drifted);
    }

    [Fact]
    public void Infinities_are_told_and_in_no_figure()
    {
        var now = Population.Normal("a", Rows, 2);
        now.Add(double.PositiveInfinity);
        now.Add(double.NegativeInfinity);

        var column = Judge(Population.Normal("a", Rows, 1), now);

        column.State.ShouldBe(ColumnState.Stable);
        column.Findings.ShouldBe(["infinite in 2 rows"]);
        (column.Current!.Rows, column.Current.Values).ShouldBe((Rows + 2, Rows));
    }

    [Fact]
    public void A_constant_that_varies_now_is_told()
    {
        var column = Judge(Flag(Rows, 0), Flag(Rows, 10));

        column.Findings.ShouldBe(["constant in the reference, and no longer"]);
        column.State.ShouldBe(ColumnState.Stable);
    }

    [Fact]
    public void Constant_on_both_sides_is_stable() =>
        Judge(Flag(Rows, 0), Flag(Rows, 0)).State.ShouldBe(ColumnState.Stable);

    [Fact]
    public void Columns_of_one_side_only_are_told_apart()
    {
        var report = DriftCheck.Judge(
            Population.Of(Population.Normal("a", Rows, 1), Population.Normal("old", Rows, 2)),
            Population.Of(Population.Normal("a", Rows, 3), Population.Normal("new", Rows, 4)),
            new DriftPolicy()
        );

        report
            .Columns.Select(c => (c.Name, c.State))
            .ShouldBe([("old", ColumnState.Absent), ("a", ColumnState.Stable), ("new", ColumnState.New)]);
        (report.Metrics[DriftMetrics.AbsentColumns], report.Metrics[DriftMetrics.NewColumns]).ShouldBe((1, 1));
    }

    [Fact]
    public void A_flag_that_one_side_writes_as_text_is_the_same_flag()
    {
        var text = new CategoryProfile("flag");
        for (var i = 0; i < Rows; i++)
        {
            text.Add(i < 200 ? "1" : "0");
        }

        Judge(Flag(Rows, 200), text).State.ShouldBe(ColumnState.Stable);
        Judge(text, Flag(Rows, 200)).State.ShouldBe(ColumnState.Stable);
    }

    [Fact]
    public void Numbers_that_became_text_drifted()
    {
        var column = Judge(Population.Normal("a", Rows, 1), Population.Categories("a", Rows, 2, 0.5, 0.5));

        column.State.ShouldBe(ColumnState.Drifted);
        column.Findings.ShouldBe(["the reference holds numbers, the current data text"]);
    }

    [Fact]
    public void A_column_that_names_rows_is_skipped()
    {
        var (then, now) = (new CategoryProfile("id"), new CategoryProfile("id"));
        for (var i = 0; i < Rows; i++)
        {
            then.Add($"customer {i}");
            now.Add($"customer {Rows + i}");
        }

        var column = Judge(then, now);

        column.State.ShouldBe(ColumnState.Skipped);
        column.Findings.ShouldBe(["nearly every row has a value of its own: it names rows"]);
    }

    [Fact]
    public void Two_sketches_of_one_population_are_told_apart_no_more_often_than_chance_allows()
    {
        var found = Enumerable
            .Range(0, 60)
            .Count(seed =>
                Judge(
                    Population.Normal("a", 20_000, (ulong)seed),
                    Population.Normal("a", 20_000, (ulong)seed + 5000)
                ).Values!.Test.P <= 0.05
            );

        found.ShouldBeLessThanOrEqualTo(6);
    }

    [Fact]
    public void The_interval_covers_the_true_index_as_often_as_it_says()
    {
        // Ten bins of equal weight of a normal moved by 0.5: Σ (q − p) ln(q / p).
        const double Truth = 0.2377;
        var covered = Enumerable
            .Range(0, 200)
            .Count(seed =>
            {
                var interval = Judge(
                    Population.Normal("a", 1000, (ulong)seed),
                    Population.Normal("a", 1000, (ulong)seed + 5000, mean: 0.5)
                ).Values!.Interval;
                return interval.Lower <= Truth && Truth <= interval.Upper;
            });

        covered.ShouldBeInRange(180, 199);
    }

    private static ColumnDrift Judge(ColumnProfile reference, ColumnProfile current) =>
        DriftCheck.Judge(Population.Of(reference), Population.Of(current), new DriftPolicy()).Columns.Single();

    private static NumberProfile Flag(int rows, int ones)
    {
        var column = new NumberProfile("flag", 1);
        for (var i = 0; i < rows; i++)
        {
            column.Add(i < ones ? 1 : 0);
        }

        return column;
    }
}
