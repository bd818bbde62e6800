using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Core.Reports.Charts;

/// <summary>Rows by true and predicted class: binary ones at 0.5, multiclass ones by the most probable class.</summary>
internal static class ConfusionCounts
{
    /// <summary>Classes that are shown; rarer ones are taken together as the last.</summary>
    public const int Most = 20;

    private const string Name = "confusion";
    private const double Threshold = 0.5;

    public static Chart Of(ComparedScores scores, bool showValues)
    {
        var binary = scores.Challenger.Task == TaskKind.Binary;
        var title = binary ? "Confusion at 0.5" : "Confusion";
        var problem =
            scores.Problem
            ?? (
                !binary || Probability.AreAll(scores.Challenger.Scores)
                    ? null
                    : "The scores are not probabilities, so that 0.5 means nothing."
            );
        return problem is null ? Draw(scores, title, showValues) : new BlankChart(Name, title, problem);
    }

    private static ConfusionChart Draw(ComparedScores scores, string title, bool showValues)
    {
        var challenger = Confusion.Count(scores.Challenger, Threshold);
        var groups = Groups(challenger);
        return new ConfusionChart(
            Name,
            title,
            $"{Numbers.Percent(Math.Round(challenger.Accuracy, 4))} of {Numbers.Count(scores.Challenger.Count)} rows are "
                + "on the diagonal, where the prediction is right.",
            [.. groups.Select(group => Label(group, scores.Challenger, showValues))],
            Cells(challenger, groups),
            scores.Champion is null ? [] : Cells(Confusion.Count(scores.Champion, Threshold), groups)
        );
    }

    // Each class alone while there is room; then the most frequent ones, in their own order, and one group of the rest.
    private static ImmutableArray<int[]> Groups(ConfusionMatrix matrix)
    {
        var classes = Enumerable.Range(0, matrix.Classes).ToList();
        if (classes.Count <= Most)
        {
            return [.. classes.Select(c => new[] { c })];
        }

        var alone = classes.OrderByDescending(matrix.Support).ThenBy(c => c).Take(Most - 1).ToHashSet();
        return [.. classes.Where(alone.Contains).Select(c => new[] { c }), [.. classes.Where(c => !alone.Contains(c))]];
    }

    private static string Label(int[] group, LabelledScores scores, bool showValues) =>
        group.Length > 1 ? $"{group.Length} others"
        : showValues && group[0] < scores.Classes.Length ? scores.Classes[group[0]]
        : scores.Task == TaskKind.Binary ? (group[0] == 1 ? "positive" : "negative")
        : $"class {group[0] + 1}";

    private static ImmutableArray<int> Cells(ConfusionMatrix matrix, ImmutableArray<int[]> groups) =>
        [.. from truth in groups from predicted in groups select (int)truth.Sum(t => predicted.Sum(p => matrix[t, p]))];
}
