using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assay.Core.Names;
using Assay.Core.Rollouts;

namespace Assay.Commands.Rollouts;

/// <summary>A rollout as <c>deploy-canary --json</c> prints it.</summary>
/// <param name="Schema">The version of the document's shape.</param>
/// <param name="Model">The model.</param>
/// <param name="Target">The target.</param>
/// <param name="Rollout">The rollout's own name.</param>
/// <param name="Version">The version that is rolled out.</param>
/// <param name="Stable">The version before it, if there was one.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Step">The step that it is in or was in last; 0 before the first.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Weight">The canary's share in percent.</param>
/// <param name="Since">When it came there.</param>
/// <param name="Reason">Why.</param>
/// <param name="Waits">What it waits for, if it does.</param>
/// <param name="Verdict">The step's verdict, if it was judged.</param>
/// <param name="Missing">Requests that are missing for a verdict.</param>
/// <param name="Rules">What was found for each rule.</param>
/// <param name="Url">Where requests go.</param>
/// <param name="Actor">Who moved it last.</param>
internal sealed record RolloutAnswer(
    int Schema,
    string Model,
    string Target,
    string Rollout,
    string Version,
    string? Stable,
    string Phase,
    int Step,
    int Steps,
    decimal Weight,
    DateTimeOffset Since,
    string Reason,
    string? Waits,
    string? Verdict,
    long? Missing,
    ImmutableArray<RolloutRule>? Rules,
    string? Url,
    string Actor
)
{
    public static RolloutAnswer Of(RolloutEntry entry, RolloutMove? move, string? url)
    {
        var analysis = move?.Analysis ?? entry.Analysis;
        return new RolloutAnswer(
            1,
            entry.Plan.Model,
            entry.Plan.Target,
            entry.Plan.Id,
            entry.Plan.Canary.Version.ToString(),
            entry.Plan.Stable?.Version.ToString(),
            KebabCase.Of(entry.State.Phase),
            entry.State.Step,
            entry.Plan.Steps.Length,
            entry.State.WeightIn(entry.Plan),
            entry.State.Since,
            entry.State.Reason,
            move?.Waits,
            analysis is null ? null : KebabCase.Of(analysis.Outcome),
            analysis?.Missing,
            analysis is null ? null : [.. analysis.Rules.Select(RolloutRule.Of)],
            url,
            entry.Actor
        );
    }
}

/// <summary>What was found for one rule.</summary>
internal sealed record RolloutRule(
    string Rule,
    string? Verdict,
    string Reason,
    double? Value,
    double? Limit,
    double? Lower,
    double? Upper,
    long Requests,
    long? StableRequests,
    long Missing
)
{
    public static RolloutRule Of(AnalysisRule rule) =>
        new(
            rule.Rule,
            rule.Outcome is { } outcome ? KebabCase.Of(outcome) : null,
            rule.Reason,
            rule.Value,
            rule.Limit,
            rule.Lower,
            rule.Upper,
            rule.Requests,
            rule.StableRequests,
            rule.Missing
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(RolloutAnswer))]
internal sealed partial class RolloutAnswerJson : JsonSerializerContext;
