using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Html;

/// <summary>The number that decided, as it is drawn on an axis.</summary>
/// <param name="Figure">It, written large.</param>
/// <param name="Caption">What it is.</param>
/// <param name="Range">Its interval in words, or null.</param>
/// <param name="Value">Where it lies.</param>
/// <param name="Lower">The lower end of its interval with its text, or null.</param>
/// <param name="Upper">The upper end of its interval with its text, or null.</param>
/// <param name="Marks">What it is held against.</param>
/// <param name="RefusedBelow">Where the refused side begins on the left; null when none does.</param>
/// <param name="RefusedAbove">Where the refused side begins on the right; null when none does.</param>
internal sealed record DecidingNumber(
    string Figure,
    string Caption,
    string? Range,
    double Value,
    AxisMark? Lower,
    AxisMark? Upper,
    ImmutableArray<AxisMark> Marks,
    double? RefusedBelow,
    double? RefusedAbove
)
{
    /// <summary>The comparison's difference or the condition's value; null when no number decided.</summary>
    public static DecidingNumber? Of(GateReport report)
    {
        var verdict = report.Verdict;
        var deciding = verdict.Deciding;
        var compared =
            verdict.Primary is { } primary && IsComparison(deciding, primary) ? OfComparison(report, primary) : null;
        var rule =
            deciding ?? verdict.Rules.FirstOrDefault(r => r is { Blocking: true, Value: not null, Limit: not null });
        return compared ?? (rule is null ? null : OfRule(rule, verdict));
    }

    // The rule of the comparison measures the very difference that the primary metric shows.
    private static bool IsComparison(RuleResult? deciding, MetricComparison primary) =>
        deciding is null || (deciding.Metric == primary.Metric && deciding.Value == primary.Difference?.Value);

    private static DecidingNumber? OfComparison(GateReport report, MetricComparison primary)
    {
        if (DifferenceText.Oriented(primary) is not var (value, lower, upper))
        {
            return null;
        }

        var format = NumberFormat.Of(primary);
        var sign = primary.HigherIsBetter ? 1 : -1;
        var rule = report.Policy.Compare;
        var margins = DifferenceMarks
            .Of(rule)
            .Select(mark => new AxisMark(mark, $"margin {format.Difference(mark * sign)}"));
        var margin = rule?.Margin ?? 0;
        return new DecidingNumber(
            format.Difference(primary.Difference!.Value),
            $"{primary.Title}, difference from {report.Verdict.ChampionName}",
            format.Range(primary.Difference.Interval!),
            value,
            new AxisMark(lower, format.Difference(lower * sign)),
            new AxisMark(upper, format.Difference(upper * sign)),
            [.. margins, new AxisMark(0, "0")],
            rule?.Kind switch
            {
                null => null,
                ComparisonKind.Superior => margin,
                _ => -margin,
            },
            rule?.Kind == ComparisonKind.Equivalent ? margin : null
        );
    }

    private static DecidingNumber? OfRule(RuleResult rule, Verdict verdict)
    {
        if (rule is not { Value: { } value, Limit: { } limit } || !double.IsFinite(value) || !double.IsFinite(limit))
        {
            return null;
        }

        var metric = verdict.Metrics.FirstOrDefault(m => m.Metric == rule.Metric);
        var format = NumberFormat
            .Of(Math.Max(Math.Abs(value), Math.Abs(limit)), metric?.Unit ?? Unit.None, metric?.Bounded ?? false)
            .TellingApart(value, limit);
        var refusedBelow = rule.Outcome == Outcome.Pass ? value >= limit : value < limit;
        return new DecidingNumber(
            format.Value(value),
            $"{metric?.Title ?? rule.Metric?.ToString() ?? rule.Rule}, must hold: {rule.Rule}",
            Range: null,
            value,
            null,
            null,
            [new AxisMark(limit, $"limit {format.Value(limit)}")],
            refusedBelow ? limit : null,
            refusedBelow ? null : limit
        );
    }
}

/// <summary>A place on an axis and what stands there.</summary>
/// <param name="At">Where.</param>
/// <param name="Text">What.</param>
internal sealed record AxisMark(double At, string Text);
