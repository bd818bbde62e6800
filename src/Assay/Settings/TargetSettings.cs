using System.Net;
using Assay.Core.Names;
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

    [Key(
        "Where requests come, for kinds docker and process; port 0 takes any that is free.",
        Example = "0.0.0.0:8080",
        Default = "127.0.0.1:8080"
    )]
    [Text(
        "^([0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9A-Fa-f:]+\\]):[0-9]{1,5}$",
        "an address and a port, such as 127.0.0.1:8080"
    )]
    public string? Listen { get; init; }

    [Key("Stage that follows what is served there.", Example = "prod")]
    [Text(NamePattern.Text, NamePattern.Expectation)]
    public string? Stage { get; init; }

    public override SettingsSection Named(string name, string folder) => this with { Name = name };

    public override IEnumerable<Problem> Check(string path)
    {
        if (Source.HasFailed(nameof(Kind)))
        {
            yield break;
        }

        if (Host is not null && Kind != TargetKind.Docker)
        {
            yield return ProblemAt(nameof(Host), $"{path}.host is for kind docker; remove it, or set kind: docker");
        }

        if (Listen is not null && Kind is not (TargetKind.Docker or TargetKind.Process))
        {
            yield return ProblemAt(nameof(Listen), $"{path}.listen is for kinds docker and process; remove it");
        }

        if (Listen is not null && !IPEndPoint.TryParse(Listen, out _))
        {
            yield return ProblemAt(
                nameof(Listen),
                $"{path}.listen is {Quoted.Value(Listen)}; expected an address and a port, such as 127.0.0.1:8080"
            );
        }
    }
}

/// <summary>What moves the traffic of a target.</summary>
internal enum TargetKind
{
    Docker,
    Process,
    GatewayApi,
    Istio,
    Kserve,
    ArgoRollouts,
    Flagger,
    Seldon,
    Sagemaker,
    Vertex,
}
