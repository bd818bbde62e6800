using System.Collections.Immutable;
using Assay.Core.Conditions;
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

    [Key("Field of a request that decides its arm: the same value always gets the same one.", Example = "customer_id")]
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

    public override IEnumerable<Problem> Check(string path) =>
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
