using Assay.Core.Metrics;
using Assay.Core.Reports;

namespace Assay.Core.Gates;

/// <summary>Why a metric is undefined, and what that makes of a rule that needs it.</summary>
internal static class UndefinedMetric
{
    /// <summary>
    /// Labels of a single class are no data to judge a ranking by, whoever made it. Anything else that leaves a metric
    /// undefined is the side's own doing: it never satisfies a rule.
    /// </summary>
    public static EvidenceProblem Of(ScoredMetric metric, LabelledScores rows, string side) =>
        MissingClass(metric.Definition, metric.Title, rows) is { } missing
            ? new EvidenceProblem(Outcome.NoData, missing)
            : new EvidenceProblem(
                Outcome.Fail,
                $"{metric.Title} of the {side} is undefined: it needs {Needs(metric.Definition, rows)}"
            );

    private static string Needs(MetricDefinition definition, LabelledScores rows) =>
        definition.Arguments.Contains(Confusion.Threshold) && !Confusion.CanDecide(rows)
            ? Probability.Needs
            : definition.Needs;

    private static string? MissingClass(MetricDefinition definition, string title, LabelledScores rows)
    {
        if (!definition.NeedsBothClasses)
        {
            return null;
        }

        var classes = rows.Task == TaskKind.Binary ? 2 : rows.Width;
        int[] missing = [.. Enumerable.Range(0, classes).Except(rows.Labels.Distinct().Select(label => (int)label))];
        return missing switch
        {
            [] => null,
            [var other] when rows.Task == TaskKind.Binary =>
                $"all {Numbers.Count(rows.Count)} labels are {1 - other}: {title} needs both classes",
            _ =>
                $"{missing.Length} of {classes} classes {(missing.Length == 1 ? "has" : "have")} no row among {Numbers.Count(rows.Count)}: {title} needs rows of every class",
        };
    }
}
