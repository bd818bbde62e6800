using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Names;
using Assay.Core.Rollouts;
using Assay.Toolkit;
using static System.FormattableString;

namespace Assay.Settings;

/// <summary>Where a model is rolled out, and how.</summary>
internal sealed record DeploySettings : SettingsSection
{
    [Key("Places where the model is served, by name.", Example = "{ prod: { kind: docker, stage: prod } }")]
    [Text(NamePattern.Text, NamePattern.Expectation)]
    [NotEmpty]
    public required ImmutableSortedDictionary<string, TargetSettings> Targets { get; init; } =
        ImmutableSortedDictionary.Create<string, TargetSettings>(StringComparer.Ordinal);

    [Key(
        "Commands that must succeed against staging before the canary; {url} stands for its address.",
        Example = "['python smoke.py {url}']"
    )]
    public ImmutableArray<UserCommand> Smoke { get; init; } = [];

    [Key(
        "What decides a request's arm, the same value always the same one: a field of the body, or header:NAME, cookie:NAME, field:NAME.",
        Example = "customer_id",
        Default = "each request by itself"
    )]
    public string? SplitBy { get; init; }

    [Key("How long the new version gets a copy of the requests before it answers any.", Example = "10m")]
    [Range(0, 30 * 86400)]
    public TimeSpan? Shadow { get; init; }

    [Key("Shares of the traffic in percent, rising; 100 follows.", Example = "[5, 25, 50]")]
    [Range(0.01, 100)]
    public ImmutableArray<double> Steps { get; init; } = [];

    [Key("Shortest time of a step.", Example = "5m")]
    [Range(0, 30 * 86400, Open = true)]
    public TimeSpan? Every { get; init; }

    [Key("Conditions that every step must meet.", Example = "[error_rate <= 1%, latency_p99 <= stable * 1.2]")]
    public ImmutableArray<Condition> Analysis { get; init; } = [];

    [Key(
        "Requests that the new version must have answered in a step before it can pass.",
        Example = "500",
        Default = "100"
    )]
    [Range(1, 1e9)]
    public int? MinRequests { get; init; }

    [Key(
        "How long a step may stay undecided before the new version goes back.",
        Example = "48h",
        Default = "24h, or 24 times every"
    )]
    [Range(0, 365 * 86400, Open = true)]
    public TimeSpan? GiveUp { get; init; }

    [Key("How long the new version's server may take to get ready.", Example = "2m", Default = "5m")]
    [Range(0, 86400, Open = true)]
    public TimeSpan? ReadyWithin { get; init; }

    [Key(
        "How long nobody may look after a rollout ('deploy-canary tick' or 'wait') before the new version goes back.",
        Example = "4h",
        Default = "2h, or 6 times every"
    )]
    [Range(0, 365 * 86400, Open = true)]
    public TimeSpan? VisitWithin { get; init; }

    public override IEnumerable<Problem> Check(string path) =>
        [
            .. RisingSteps(path),
            .. SplitBy is { } text && !SplitKey.TryParse(text, out _)
                ?
                [
                    ProblemAt(
                        nameof(SplitBy),
                        $"{path}.split_by is {Quoted.Value(text)}; expected {SplitKey.Expectation}"
                    ),
                ]
                : Array.Empty<Problem>(),
        ];

    private IEnumerable<Problem> RisingSteps(string path) =>
        from i in Enumerable.Range(1, Math.Max(0, Steps.Length - 1))
        where Steps[i] <= Steps[i - 1]
        select ProblemAt(
            nameof(Steps),
            Invariant(
                $"{Steps[i]} after {Steps[i - 1]} in {path}.steps: expected shares that rise, for example [5, 25, 50]"
            ),
            i
        );
}
