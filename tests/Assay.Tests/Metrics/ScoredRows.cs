using System.Collections.Immutable;
using Assay.Core.Gates;
using CsCheck;

namespace Assay.Tests.Metrics;

/// <summary>Generated rows of a task, 1 to 40, with scores of one decimal so that ties are common.</summary>
internal static class ScoredRows
{
    private static readonly ImmutableArray<string> Classes = ["a", "b", "c"];

    public static Gen<LabelledScores> Of(TaskKind task) =>
        task switch
        {
            TaskKind.Binary => Gen.Select(Gen.Int[0, 1], Gen.Int[0, 10])
                .Array[1, 40]
                .Select(rows => new LabelledScores(
                    task,
                    [],
                    [.. rows.Select(r => (double)r.Item1)],
                    [.. rows.Select(r => r.Item2 / 10.0)]
                )),
            TaskKind.Multiclass => Gen.Select(Gen.Int[0, 2], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9])
                .Array[1, 40]
                .Select(rows => new LabelledScores(
                    task,
                    Classes,
                    [.. rows.Select(r => (double)r.Item1)],
                    [.. rows.SelectMany(r => Shares(r.Item2, r.Item3, r.Item4))]
                )),
            _ => Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20])
                .Array[1, 40]
                .Select(rows => new LabelledScores(
                    task,
                    [],
                    [.. rows.Select(r => r.Item1 / 4.0)],
                    [.. rows.Select(r => r.Item2 / 4.0)]
                )),
        };

    private static double[] Shares(int a, int b, int c)
    {
        double sum = a + b + c;
        return [a / sum, b / sum, c / sum];
    }
}
