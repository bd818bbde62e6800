using System.Collections.Immutable;

namespace Assay.Core.Conditions;

/// <summary>An operator as it is written.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="Operator">What it means.</param>
internal sealed record OperatorSymbol(string Text, ConditionOperator Operator)
{
    /// <summary>Longer ones first, so that the first that fits is the one that was meant.</summary>
    public static ImmutableArray<OperatorSymbol> All { get; } =
    [
        new("<=", ConditionOperator.LessOrEqual),
        new(">=", ConditionOperator.GreaterOrEqual),
        new("==", ConditionOperator.Equal),
        new("<", ConditionOperator.Less),
        new(">", ConditionOperator.Greater),
    ];

    /// <summary>All of them, for messages.</summary>
    public const string List = "<, <=, >, >=, ==";

    public static string Of(ConditionOperator comparison) => All.First(symbol => symbol.Operator == comparison).Text;
}
