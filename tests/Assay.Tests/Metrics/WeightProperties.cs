using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Metrics;
using CsCheck;

namespace Assay.Tests.Metrics;

public sealed class WeightProperties
{
    // A row is never split between two bins of equal mass, so repeating it is not the same as weighting it.
    private static readonly string[] NotByRepetition = ["ece_equal_mass", "mce_equal_mass"];

    public static TheoryData<string, TaskKind> Metrics =>
        [
            .. MetricCatalog
                .All.Where(m => !NotByRepetition.Contains(m.Name))
                .SelectMany(m => m.Tasks.Select(task => new TheoryDataRow<string, TaskKind>(m.Name, task))),
        ];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_row_that_weighs_two_counts_as_two_rows_and_one_that_weighs_nothing_as_none(string name, TaskKind task)
    {
        var metric = MetricCatalog.Find(name, task)!;
        var reference = new MetricReference(name, []);

        Gen.Select(ScoredRows.Of(task), Gen.Int[0, 3].Array[40])
            .Sample(
                (rows, weights) =>
                {
                    double[] taken = [.. weights.Take(rows.Count).Select(w => (double)w)];
                    int[] repeated =
                    [
                        .. Enumerable.Range(0, rows.Count).SelectMany(row => Enumerable.Repeat(row, weights[row])),
                    ];

                    var weighted = metric.Compute(rows, reference, taken);
                    var counted = metric.Compute(rows.Take(repeated), reference);

                    (weighted is null).ShouldBe(counted is null);
                    (weighted ?? 0).ShouldBe(counted ?? 0, 1e-9);
                },
                iter: 300
            );
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void The_order_of_rows_does_not_matter(string name, TaskKind task)
    {
        var metric = MetricCatalog.Find(name, task)!;
        var reference = new MetricReference(name, []);

        ScoredRows
            .Of(task)
            .Sample(
                rows =>
                {
                    var reversed = rows.Take([.. Enumerable.Range(0, rows.Count).Reverse()]);

                    (metric.Compute(reversed, reference) ?? -99).ShouldBe(metric.Compute(rows, reference) ?? -99, 1e-9);
                },
                iter: 100
            );
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Without_rows_or_with_a_score_that_is_no_number_there_is_no_value(string name, TaskKind task)
    {
        var metric = MetricCatalog.Find(name, task)!;
        var reference = new MetricReference(name, []);
        ImmutableArray<string> classes = ["a", "b", "c"];
        var width = task == TaskKind.Multiclass ? 3 : 1;

        metric.Compute(new LabelledScores(task, classes, [], []), reference).ShouldBeNull();
        metric
            .Compute(
                new LabelledScores(task, classes, [0, 1], [double.NaN, .. Enumerable.Repeat(0.25, (2 * width) - 1)]),
                reference
            )
            .ShouldBeNull();
    }
}
