using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Settings;

/// <summary>What each outcome leads to.</summary>
internal sealed record OutcomeSettings : SettingsSection
{
    [Key("When the rows at hand cannot tell.", Example = "{ pr: neutral, promote: refuse }")]
    public OutcomeDecision? Inconclusive { get; init; }

    [Key("When there was nothing to judge by.", Name = "no-data", Example = "fail")]
    public OutcomeDecision? NoData { get; init; }

    [Key("When a rule does not hold.", Example = "fail")]
    public OutcomeDecision? Fail { get; init; }

    [Key("When the evidence could not be read.", Example = "fail")]
    public OutcomeDecision? Error { get; init; }

    public ImmutableDictionary<Outcome, OutcomeDecision> ToDecisions() =>
        new (Outcome Outcome, OutcomeDecision? Decision)[]
        {
            (Outcome.Inconclusive, Inconclusive),
            (Outcome.NoData, NoData),
            (Outcome.Fail, Fail),
            (Outcome.Error, Error),
        }
            .Where(pair => pair.Decision is not null)
            .ToImmutableDictionary(pair => pair.Outcome, pair => pair.Decision!);
}
