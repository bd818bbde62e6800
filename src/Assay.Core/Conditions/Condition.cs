using System.Collections.Immutable;
using static System.FormattableString;

namespace Assay.Core.Conditions;

/// <summary>How the two sides of a condition are compared.</summary>
public enum ConditionOperator
{
    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>==</c></summary>
    Equal,
}

/// <summary>What the right side's number is measured in, after conversion to the base unit.</summary>
public enum Unit
{
    /// <summary>A plain number; <c>1%</c> is 0.01.</summary>
    None,

    /// <summary>Seconds; <c>20ms</c> is 0.02.</summary>
    Seconds,

    /// <summary>Bytes; MB is 10⁶, MiB 2²⁰.</summary>
    Bytes,
}

/// <summary>A metric as a condition names it: <c>name[@key=value]</c>, for example <c>recall@precision=0.9</c>.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Arguments">Arguments by key, in the order written; a bare <c>@5</c> has the key <c>k</c>.</param>
public sealed record MetricReference(string Name, ImmutableArray<KeyValuePair<string, double>> Arguments)
{
    /// <inheritdoc />
    public bool Equals(MetricReference? other) =>
        other is not null && Name == other.Name && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Arguments.Length);

    /// <summary>As a condition writes it: <c>recall@precision=0.9</c>.</summary>
    public override string ToString() =>
        Arguments.IsDefaultOrEmpty
            ? Name
            : $"{Name}@{string.Join(',', Arguments.Select(argument => Invariant($"{argument.Key}={argument.Value:R}")))}";
}

/// <summary>
/// The right side of a condition. Without <see cref="RelativeTo"/> it is <see cref="Value"/>; with it, the other
/// side's value of the same metric <c>* Factor + Offset</c>.
/// </summary>
/// <param name="Value">The number in the base unit; unused when relative.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="RelativeTo"><c>champion</c> or <c>stable</c>, or null.</param>
/// <param name="Factor">Multiplies the other side's value.</param>
/// <param name="Offset">Is added to it, in the base unit.</param>
public sealed record Threshold(double Value, Unit Unit, string? RelativeTo = null, double Factor = 1, double Offset = 0)
{
    /// <summary>In its one spelling, in base units: <c>0.02s</c>, <c>champion * 1.02 + 0.01</c>.</summary>
    public override string ToString()
    {
        if (RelativeTo is null)
        {
            return Quantity(Value);
        }

        var factor = Factor == 1 ? "" : Invariant($" * {Factor:R}");
        var offset = Offset == 0 ? "" : $" {(Offset < 0 ? '-' : '+')} {Quantity(Math.Abs(Offset))}";
        return RelativeTo + factor + offset;
    }

    private string Quantity(double number) =>
        Invariant($"{number:R}")
        + Unit switch
        {
            Unit.Seconds => "s",
            Unit.Bytes => "B",
            _ => "",
        };
}

/// <summary>One condition, <c>METRIC OP VALUE</c>, used by gate, fairness, analysis and drift alike.</summary>
/// <param name="Metric">The left side.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Threshold">The right side.</param>
/// <param name="Text">As the user wrote it.</param>
public sealed record Condition(MetricReference Metric, ConditionOperator Operator, Threshold Threshold, string Text)
{
    /// <summary>Whether a value meets the condition.</summary>
    /// <param name="value">The metric in the base unit; null or NaN (missing, undefined) never meets it.</param>
    /// <param name="other">
    /// The other side's value of the same metric, for a relative threshold: null when there is no other side yet, NaN
    /// when there is one but the metric is missing or undefined there.
    /// </param>
    public ConditionResult Evaluate(double? value, double? other = null)
    {
        if (Threshold.RelativeTo is not null && other is null)
        {
            return ConditionResult.NotApplicable;
        }

        var left = value ?? double.NaN;
        var right = Threshold.RelativeTo is null
            ? Threshold.Value
            : (other!.Value * Threshold.Factor) + Threshold.Offset;
        // A comparison with NaN is false, whatever the operator.
        var holds = Operator switch
        {
            ConditionOperator.Less => left < right,
            ConditionOperator.LessOrEqual => left <= right,
            ConditionOperator.Greater => left > right,
            ConditionOperator.GreaterOrEqual => left >= right,
            _ => left == right,
        };
        return holds ? ConditionResult.Holds : ConditionResult.DoesNotHold;
    }

    /// <summary>In its one spelling, whatever the user's was: equal conditions print alike.</summary>
    public override string ToString() => $"{Metric} {OperatorSymbol.Of(Operator)} {Threshold}";
}
