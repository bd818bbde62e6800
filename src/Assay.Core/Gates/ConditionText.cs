using Assay.Core.Conditions;
using Assay.Core.Metrics;
using Assay.Core.Reports;

namespace Assay.Core.Gates;

/// <summary>A condition with the numbers that it was judged by.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Comparison">Its metric on both sides; the challenger's value is defined.</param>
/// <param name="Definition">The metric of the catalogue, or null for a figure.</param>
/// <param name="Limit">The right side worked out, in the base unit.</param>
internal sealed record ConditionText(
    Condition Condition,
    MetricComparison Comparison,
    MetricDefinition? Definition,
    double Limit
)
{
    /// <summary><c>ROC-AUC 0.846 ≥ 0.8</c>.</summary>
    public string Holds => $"{Says} {Symbol(Condition.Operator)} {Right}{InBrackets(null)}";

    /// <summary><c>recall 0.610 at precision 0.9, must be ≥ 0.65 (n 2,113)</c>.</summary>
    /// <param name="rows">Validation rows; left out for a figure.</param>
    public string MustBe(int rows) =>
        $"{Says}, must be {Symbol(Condition.Operator)} {Right}"
        + InBrackets(Definition is null ? null : $"n {Numbers.Count(rows)}");

    /// <summary>A condition's right side with its operator, before it is worked out: <c>≤ champion × 1.02</c>.</summary>
    public static string Written(Condition condition) => $"{Symbol(condition.Operator)} {RightOf(condition.Threshold)}";

    private NumberFormat Format =>
        NumberFormat.Of(Size, Comparison.Unit, Comparison.Bounded).TellingApart(Comparison.Challenger!.Value, Limit);

    // A size or a time has the unit that fits it, however far from its limit.
    private double Size =>
        Comparison.Unit == Unit.None
            ? Math.Max(Math.Abs(Comparison.Challenger!.Value), Math.Abs(Limit))
            : Comparison.Challenger!.Value;

    private string Says =>
        Definition?.Says(Condition.Metric, Format.Value(Comparison.Challenger))
        ?? $"{Comparison.Title} {Format.Value(Comparison.Challenger)}";

    private string Right => Condition.Threshold.RelativeTo is null ? RightOf(Condition.Threshold) : Format.Value(Limit);

    private string InBrackets(string? more)
    {
        var relative = Condition.Threshold.RelativeTo is null ? null : RightOf(Condition.Threshold);
        var parts = string.Join("; ", new[] { relative, more }.Where(part => part is not null));
        return parts.Length == 0 ? "" : $" ({parts})";
    }

    private static string RightOf(Threshold threshold)
    {
        if (threshold.RelativeTo is null)
        {
            return Quantity(threshold.Value, threshold.Unit);
        }

        var factor = threshold.Factor == 1 ? "" : $" × {Numbers.Plain(threshold.Factor)}";
        var offset =
            threshold.Offset == 0
                ? ""
                : $" {(threshold.Offset < 0 ? Numbers.Minus : "+")} {Quantity(Math.Abs(threshold.Offset), threshold.Unit)}";
        return threshold.RelativeTo + factor + offset;
    }

    private static string Quantity(double value, Unit unit)
    {
        var format = NumberFormat.Of(value, unit, bounded: false);
        return unit == Unit.None ? Numbers.Plain(value) : Numbers.Plain(value / format.Scale) + format.Suffix;
    }

    private static string Symbol(ConditionOperator comparison) =>
        comparison switch
        {
            ConditionOperator.Less => "<",
            ConditionOperator.LessOrEqual => "≤",
            ConditionOperator.Greater => ">",
            ConditionOperator.GreaterOrEqual => "≥",
            _ => "=",
        };
}
