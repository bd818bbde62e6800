using System.Text.RegularExpressions;
using Assay.Engine;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>The container that this program runs in itself, if it does, as the engine sees it.</summary>
internal static partial class OwnContainer
{
    /// <summary>
    /// Where the engine's machine has a folder of ours: the folder itself when we run in no container of its, its source in the
    /// mounts of ours, or null when it is in no mount. A guess, which the caller proves.
    /// </summary>
    public static async Task<string?> HostPathAsync(
        DockerEngine engine,
        string folder,
        string hostName,
        CancellationToken cancellation
    ) => await FindAsync(engine, hostName, cancellation) is { } own ? Translate(folder, own.Mounts) : folder;

    /// <summary>A path in a container as its machine has it, by the innermost mount that holds it.</summary>
    public static string? Translate(string path, IEnumerable<MountPoint> mounts) =>
        mounts
            .Where(mount => (path + "/").StartsWith(mount.Destination.TrimEnd('/') + "/", StringComparison.Ordinal))
            .OrderByDescending(mount => mount.Destination.Length)
            .Select(mount => mount.Source.TrimEnd('/') + path[mount.Destination.TrimEnd('/').Length..])
            .FirstOrDefault();

    /// <summary>What may be the container's id: the host's name, and ids in the kernel's lists of mounts and groups.</summary>
    public static IEnumerable<string> Candidates(string hostName, string mounts, string groups) =>
        new[] { hostName }
            .Where(name => ShortId().IsMatch(name))
            .Concat(MountedId().Matches(mounts).Select(m => m.Groups[1].Value))
            .Concat(LongId().Matches(groups).Select(m => m.Value))
            .Distinct();

    private static async Task<ContainerInspectResponse?> FindAsync(
        DockerEngine engine,
        string hostName,
        CancellationToken cancellation
    )
    {
        foreach (var id in Candidates(hostName, Read("/proc/self/mountinfo"), Read("/proc/self/cgroup")))
        {
            try
            {
                return await engine.Client.Containers.InspectContainerAsync(id, cancellation);
            }
            catch (DockerApiException unknown) when (unknown.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                continue;
            }
        }

        return null;
    }

    private static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    [GeneratedRegex("^[0-9a-f]{12}$")]
    private static partial Regex ShortId();

    [GeneratedRegex("/containers/([0-9a-f]{64})/")]
    private static partial Regex MountedId();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex LongId();
}
