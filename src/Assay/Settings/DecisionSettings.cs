namespace Assay.Settings;

/// <summary>What an outcome leads to, by use.</summary>
internal sealed record DecisionSettings : SettingsSection
{
    [Key("In a pull request; `neutral` is shown and does not block.", Example = "neutral")]
    public PullRequestDecision Pr { get; init; } = PullRequestDecision.Fail;

    [Key("When a stage is to move.", Example = "refuse")]
    public PromotionDecision Promote { get; init; } = PromotionDecision.Refuse;
}

/// <summary>What a pull request is told.</summary>
internal enum PullRequestDecision
{
    Pass,
    Neutral,
    Fail,
    Refuse,
}

/// <summary>What a promotion is told.</summary>
internal enum PromotionDecision
{
    Pass,
    Fail,
    Refuse,
}
