using Assay.Core.Gates;

namespace Assay.Core.Reports;

/// <summary>A comparison in words and in one orientation.</summary>
public static class DifferenceText
{
    /// <summary>The difference with its interval: <c>+0.018 (+0.010 … +0.026)</c>; an en dash without a champion.</summary>
    public static string Of(MetricComparison comparison)
    {
        if (comparison.Difference is not { } difference)
        {
            return "–";
        }

        var format = NumberFormat.Of(comparison);
        var value = format.Difference(difference.Value);
        return difference.Interval is { Lower: not null } interval
            ? $"{value} ({format.Range(interval, " … ")})"
            : value;
    }

    /// <summary>The metric's title and the direction that is better: <c>ROC-AUC ↑</c>.</summary>
    public static string Title(MetricComparison comparison) =>
        comparison.Title + (comparison.HigherIsBetter ? " ↑" : " ↓");

    /// <summary>The difference so that more is better, and its interval; null where either cannot be told.</summary>
    public static (double Value, double Lower, double Upper)? Oriented(MetricComparison comparison) =>
        comparison.Difference is { Value: { } value, Interval: { Lower: { } lower, Upper: { } upper } }
            ? comparison.HigherIsBetter
                ? (value, lower, upper)
                : (-value, -upper, -lower)
            : null;
}
