using System.Collections.Immutable;

namespace Assay.Engine;

/// <summary>A place where a Docker engine may answer, and where it was learned from.</summary>
internal sealed record DockerEndpoint(Uri Address, string Source)
{
    /// <summary>The places in the order in which they are tried: the one that DOCKER_HOST names alone, else the usual sockets.</summary>
    /// <param name="variables">The job's environment.</param>
    public static ImmutableArray<DockerEndpoint> Candidates(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.GetValueOrDefault("DOCKER_HOST") is { Length: > 0 } named)
        {
            return Uri.TryCreate(named, UriKind.Absolute, out var address)
                ? [new DockerEndpoint(address, $"DOCKER_HOST={named}")]
                : [];
        }

        if (OperatingSystem.IsWindows())
        {
            return [new DockerEndpoint(new Uri("npipe://./pipe/docker_engine"), "npipe://./pipe/docker_engine")];
        }

        var home = variables.GetValueOrDefault("HOME", "");
        var runtime = variables.GetValueOrDefault("XDG_RUNTIME_DIR", "");
        return
        [
            .. new[]
            {
                "/var/run/docker.sock",
                runtime.Length > 0 ? Path.Combine(runtime, "docker.sock") : "",
                home.Length > 0 ? Path.Combine(home, ".docker/run/docker.sock") : "",
            }
                .Where(path => path.Length > 0)
                .Select(path => new DockerEndpoint(new Uri($"unix://{path}"), path)),
        ];
    }
}
