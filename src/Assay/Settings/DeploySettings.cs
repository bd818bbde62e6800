using System.Collections.Immutable;
using Assay.Core.Conditions;

namespace Assay.Settings;

/// <summary>Where a model is rolled out, and how.</summary>
internal sealed record DeploySettings : SettingsSection
{
    [Key("Places where the model is served, by name.", Example = "prod: { kind: docker, stage: prod }")]
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
    public TimeSpan? Shadow { get; init; }

    [Key("Shares of the traffic in percent, rising; 100 follows.", Example = "[5, 25, 50]")]
    public ImmutableArray<double> Steps { get; init; } = [];

    [Key("Shortest time of a step.", Example = "5m")]
    public TimeSpan? Every { get; init; }

    [Key("Conditions that every step must meet.", Example = "[error_rate <= 1%, latency_p99 <= stable * 1.2]")]
    public ImmutableArray<Condition> Analysis { get; init; } = [];
}

/// <summary>A named place where a model is served.</summary>
internal sealed record TargetSettings : SettingsSection
{
    /// <summary>The key under <c>targets</c>.</summary>
    public string Name { get; init; } = "";

    [Key("What moves the traffic there.", Example = "docker")]
    public required TargetKind Kind { get; init; }

    [Key(
        "The Docker host, for kind docker.",
        Example = "ssh://deploy@prod",
        Default = "the Docker engine of the job itself"
    )]
    public Uri? Host { get; init; }

    [Key("Stage that follows what is served there.", Example = "prod")]
    public string? Stage { get; init; }
}

/// <summary>What moves the traffic of a target.</summary>
internal enum TargetKind
{
    Docker,
    GatewayApi,
    Istio,
    Kserve,
    ArgoRollouts,
    Flagger,
    Seldon,
    Sagemaker,
    Vertex,
}
