using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Reports;

namespace Assay.Core.Rollouts;

/// <summary>What a condition of a rollout found, in sentences without a full stop.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Figure">The canary's figure.</param>
/// <param name="Requests">The canary's requests.</param>
/// <param name="StableRequests">Stable's requests.</param>
internal sealed record AnalysisText(Condition Condition, ArmFigure Figure, long Requests, long StableRequests)
{
    public string Holds => $"{Says} of {Of(Requests)}, {Meets} {Limit}{Compared}";

    public string Unproven =>
        $"{Says} of {Of(Requests)} is not {Meets} {Limit}{Compared}, which may be chance: it needs more requests";

    public string Broken => $"{Says} of {Of(Requests)} is not {Meets} {Limit}{Compared}: truly it is {Truly}";

    public string Wants(long missing, long needed, string side) =>
        $"{Says} of {Of(Requests)}, to be {Meets} {Limit}{Compared}: {side} needs {Numbers.Count(missing)} more of at least {Numbers.Count(needed)} requests";

    private string Says => $"{Condition.Metric.Name.Replace('_', ' ')} {Written(Figure.Value)}";

    private string Limit => Written(Figure.Limit);

    private string Compared =>
        Figure.Stable is { } stable
            ? $" ({ConditionText.Written(Condition)}; stable {Written(stable)} of {Of(StableRequests)})"
            : "";

    private string Truly =>
        Figure.Value > Figure.Limit
            ? $"at least {Written(Figure.Lower ?? 0)}"
            : $"at most {Written(Figure.Upper ?? 0)}";

    private string Meets =>
        Condition.Operator switch
        {
            ConditionOperator.Less => "below",
            ConditionOperator.LessOrEqual => "within",
            ConditionOperator.Greater => "above",
            ConditionOperator.GreaterOrEqual => "at least",
            _ => "equal to",
        };

    private static string Of(long requests) => requests == 1 ? "1 request" : $"{Numbers.Count(requests)} requests";

    private string Written(double value) =>
        ArmMetrics.QuantileOf(Condition.Metric.Name) is not null ? Numbers.Seconds(value) : Numbers.Percent(value);
}
