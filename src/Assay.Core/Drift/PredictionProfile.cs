using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Drift;

/// <summary>Profiles a model's answers on labelled rows, under the names that a model server gives to its own.</summary>
public static class PredictionProfile
{
    /// <summary>
    /// The scores as numbers; where they are labels, written as scores of 0 and 1, the label as a category.
    /// </summary>
    /// <param name="scores">The answers.</param>
    /// <param name="seed">Where the sketches' choices start.</param>
    public static ImmutableArray<ColumnProfile> Of(LabelledScores scores, ulong seed)
    {
        if (scores.Task is TaskKind.Binary or TaskKind.Multiclass && scores.Scores.All(s => s is 0 or 1))
        {
            return [Labels(scores)];
        }

        var columns = Enumerable
            .Range(0, scores.Width)
            .Select(k => new NumberProfile(NameOf(scores, k), seed + (ulong)k))
            .ToImmutableArray();
        for (var i = 0; i < scores.Scores.Length; i++)
        {
            columns[i % scores.Width].Add(scores.Scores[i]);
        }

        return [.. columns];
    }

    private static string NameOf(LabelledScores scores, int index) =>
        scores.Task switch
        {
            TaskKind.Binary => PredictionNames.Score,
            TaskKind.Multiclass => PredictionNames.ScoreOf(scores.Classes[index]),
            _ => PredictionNames.Prediction,
        };

    private static CategoryProfile Labels(LabelledScores scores)
    {
        var labels = new CategoryProfile(PredictionNames.Label, scores.Classes);
        for (var row = 0; row < scores.Count; row++)
        {
            var answer = scores.Scores.AsSpan(row * scores.Width, scores.Width);
            labels.Add(scores.Width == 1 ? scores.Classes[(int)answer[0]] : Chosen(answer, scores.Classes));
        }

        return labels;
    }

    private static string? Chosen(ReadOnlySpan<double> answer, ImmutableArray<string> classes) =>
        answer.IndexOf(1) is >= 0 and var chosen ? classes[chosen] : null;
}
