namespace Assay.Core.Conditions;

/// <summary>What looking at a condition found.</summary>
public enum ConditionResult
{
    /// <summary>It is met.</summary>
    Holds,

    /// <summary>It is not met, or the metric is missing or not a number.</summary>
    DoesNotHold,

    /// <summary>It names another side that does not exist yet.</summary>
    NotApplicable,
}
