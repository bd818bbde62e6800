using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Tests.Gates;

public sealed class SliceTests
{
    private static readonly Sample Rows = Sample.Of(1800, champion: 1.4, challenger: 1.5, seed: 5);

    [Fact]
    public void A_slice_that_is_proven_worse_fails_though_the_whole_is_better()
    {
        // In the south the challenger guesses.
        string?[] region = [.. Rows.Labels.Select((_, i) => i % 6 == 0 ? "south" : "north")];
        double[] challenger =
        [
            .. Rows.Labels.Select((label, i) => i % 6 == 0 ? i * 0.618 % 1 : (label + (i * 0.618 % 1)) / 2),
        ];

        var verdict = Judge(challenger, ("region", region));

        verdict.Rules[0].Outcome.ShouldBe(Outcome.Pass);
        verdict.Outcome.ShouldBe(Outcome.Fail);
        verdict.Headline.ShouldBe("1 of 2 slices is proven worse by more than 0.02 (Holm-corrected)");
        verdict.Slices.Select(s => (s.Value, s.Harmed)).ShouldBe([("north", false), ("south", true)]);
    }

    [Fact]
    public void A_slice_where_right_has_become_wrong_in_every_row_is_harmed_though_nothing_varies()
    {
        string?[] region = [.. Rows.Labels.Select((_, i) => i % 6 == 0 ? "south" : "north")];
        double[] champion = [.. Rows.Labels.Select((label, i) => i % 6 == 0 ? label : Rows.Champion[i])];
        double[] challenger = [.. Rows.Labels.Select((label, i) => i % 6 == 0 ? 1 - label : Rows.Challenger[i])];

        var slices = Judge(Rows with { Champion = champion }, challenger, ("region", region)).Slices;

        slices.Select(s => (s.Value, s.Harmed)).ShouldBe([("north", false), ("south", true)]);
    }

    [Fact]
    public void Harm_that_is_not_proven_neither_fails_nor_makes_a_verdict_inconclusive()
    {
        string?[] region = [.. Rows.Labels.Select((_, i) => i < 400 ? "small" : "large")];

        var verdict = Judge(Rows.Challenger, ("region", region));

        verdict.Outcome.ShouldBe(Outcome.Pass);
        verdict.Rules[^1].Reason.ShouldBe("no slice of 2 is proven worse by more than 0.02");
    }

    [Fact]
    public void Missing_values_are_a_slice_of_their_own_and_come_last()
    {
        string?[] region = [.. Rows.Labels.Select((_, i) => i % 3 == 0 ? null : "known")];

        var slices = Judge(Rows.Challenger, ("region", region)).Slices;

        slices.Select(s => (s.Value, s.Rows)).ShouldBe([("known", 1200), (null, 600)]);
        slices.ShouldAllBe(s => s.Comparison != null);
    }

    [Fact]
    public void A_slice_with_fewer_than_50_of_the_rarer_class_is_not_judged_and_says_so()
    {
        string?[] region = [.. Rows.Labels.Select((_, i) => i < 60 ? "tiny" : "rest")];

        var verdict = Judge(Rows.Challenger, ("region", region));

        var tiny = verdict.Slices.Single(s => s.Value == "tiny");
        tiny.Comparison.ShouldBeNull();
        tiny.Harmed.ShouldBeFalse();
        tiny.Note.ShouldNotBeNull().ShouldMatch(@"^too few rows: \d+ of the rarer class, 50 are needed$");
        verdict.Rules[^1].Reason.ShouldBe("no slice of 1 is proven worse by more than 0.02; 1 could not be judged");
    }

    [Fact]
    public void A_column_of_more_than_50_values_is_refused_with_what_to_do()
    {
        string?[] id = [.. Rows.Labels.Select((_, i) => $"{i}")];

        var verdict = Judge(Rows.Challenger, ("id", id));

        verdict.Outcome.ShouldBe(Outcome.Error);
        verdict.Headline.ShouldBe(
            "column 'id' has 1,800 values, and slices are guarded for at most 50: name a coarser column, or bin this one in the data"
        );
        verdict.Slices.ShouldBeEmpty();
    }

    [Fact]
    public void A_column_that_is_not_there_is_refused() =>
        Judge(Rows.Challenger).Headline.ShouldBe("the validation data have no column 'region' to slice by");

    private static Verdict Judge(double[] challenger, params (string Name, string?[] Cells)[] columns) =>
        Judge(Rows, challenger, columns);

    private static Verdict Judge(Sample rows, double[] challenger, params (string Name, string?[] Cells)[] columns)
    {
        var names = columns.Length == 0 ? ["region"] : columns.Select(c => c.Name);
        var policy = Sample.NonInferior(0.01) with { Slices = new SliceRule([.. names], 0.02) };
        return Gate.Judge(
            policy,
            Sample.Evidence(rows.Labels, rows.Champion, challenger) with
            {
                Columns = columns.ToImmutableSortedDictionary(c => c.Name, c => c.Cells, StringComparer.Ordinal),
            }
        );
    }
}
