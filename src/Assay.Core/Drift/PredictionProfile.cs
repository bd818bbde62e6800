using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Drift;

/// <summary>Profiles a model's answers on labelled rows, under the names that a model server gives to its own.</summary>
public static class PredictionProfile
{
    private const double Half = 0.5;

    /// <summary>
    /// The scores as numbers, and the class that they speak for as a category: a binary model's positive one from a half on, else
    /// the greatest, the first of equals. Where they are labels, written as scores of 0 and 1, the label alone.
    /// </summary>
    /// <param name="scores">The answers.</param>
    /// <param name="seed">Where the sketches' choices start.</param>
    public static ImmutableArray<ColumnProfile> Of(LabelledScores scores, ulong seed)
    {
        if (scores.Task is TaskKind.Binary or TaskKind.Multiclass && scores.Scores.All(s => s is 0 or 1))
        {
            return [Labels(scores, HardLabel)];
        }

        var columns = Enumerable
            .Range(0, scores.Width)
            .Select(k => new NumberProfile(NameOf(scores, k), seed + (ulong)k))
            .ToImmutableArray();
        for (var i = 0; i < scores.Scores.Length; i++)
        {
            columns[i % scores.Width].Add(scores.Scores[i]);
        }

        return scores.Task is TaskKind.Binary or TaskKind.Multiclass
            ? [.. columns, Labels(scores, SoftLabel)]
            : [.. columns];
    }

    private static string NameOf(LabelledScores scores, int index) =>
        scores.Task switch
        {
            TaskKind.Binary => PredictionNames.Score,
            TaskKind.Multiclass => PredictionNames.ScoreOf(scores.Classes[index]),
            _ => PredictionNames.Prediction,
        };

    private static CategoryProfile Labels(LabelledScores scores, Func<double[], int> choose)
    {
        var labels = new CategoryProfile(PredictionNames.Label, scores.Classes);
        for (var row = 0; row < scores.Count; row++)
        {
            var answer = scores.Scores[(row * scores.Width)..((row + 1) * scores.Width)];
            labels.Add(choose(answer) is >= 0 and var chosen ? scores.Classes[chosen] : null);
        }

        return labels;
    }

    private static int HardLabel(double[] answer) => answer is [var only] ? (int)only : Array.IndexOf(answer, 1);

    private static int SoftLabel(double[] answer) =>
        answer.Any(double.IsNaN) ? -1
        : answer is [var only] ? (only >= Half ? 1 : 0)
        : Array.IndexOf(answer, answer.Max());
}
