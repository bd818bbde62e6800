using Assay.Toolkit;

namespace Assay.Settings;

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
    [Text(
        "^(ssh|tcp|http|https)://([A-Za-z0-9._-]+@)?[A-Za-z0-9._\\[\\]:-]+/?$|^(unix|npipe)://[A-Za-z0-9._/-]+$",
        "the address of a Docker host, without a password"
    )]
    public string? Host { get; init; }

    [Key("Stage that follows what is served there.", Example = "prod")]
    [Text(NamePattern.Text, NamePattern.Expectation)]
    public string? Stage { get; init; }

    public override SettingsSection Named(string name, string folder) => this with { Name = name };

    public override IEnumerable<Problem> Check(string path) =>
        Host is not null && Kind != TargetKind.Docker && !Source.HasFailed(nameof(Kind))
            ? [ProblemAt(nameof(Host), $"{path}.host is for kind docker; remove it, or set kind: docker")]
            : [];
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
