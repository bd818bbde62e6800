using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>
/// What a training sees of the repository: its history, read-only, and nothing else. No configuration, which may hold a
/// token, and no hooks, which would run with one later.
/// </summary>
internal static class GitMask
{
    private static readonly string[] Shown = ["HEAD", "index", "objects", "packed-refs", "refs", "shallow"];

    /// <summary>Whether the folder has a git directory of its own; a linked work tree's is elsewhere and not mounted.</summary>
    public static bool IsNeeded(string workspace) => Directory.Exists(Path.Combine(workspace, ".git"));

    /// <summary>Mounts over an empty folder at <c>.git</c>.</summary>
    /// <param name="workspace">The workspace as we see it.</param>
    /// <param name="hostPath">The same as the engine's machine sees it.</param>
    /// <param name="target">The same as the container sees it.</param>
    public static IEnumerable<Mount> Mounts(string workspace, string hostPath, string target) =>
        Shown
            .Where(name => Path.Exists(Path.Combine(workspace, ".git", name)))
            .Select(name => new Mount
            {
                Type = "bind",
                Source = $"{hostPath}/.git/{name}",
                Target = $"{target}/.git/{name}",
                ReadOnly = true,
            });

    /// <summary>Options of the empty folder: the owner's, or git would not trust it.</summary>
    public static string EmptyFolder(WorkspaceOwner owner) => $"mode=0755,uid={owner.User},gid={owner.Group},size=1m";
}
