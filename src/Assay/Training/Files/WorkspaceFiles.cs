using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Security.Cryptography;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Training.Files;

/// <summary>
/// The files of the workspace by what a person writes of them: a file, a folder with all that is in it, or a pattern. A
/// training may have put anything there, so nothing is followed out of the workspace.
/// </summary>
/// <param name="root">Absolute path of the repository's working tree.</param>
internal sealed class WorkspaceFiles(string root)
{
    private readonly string _realRoot = RealPath.Of(root) ?? root;

    /// <summary>Absolute path of the repository's working tree.</summary>
    public string Root => root;

    /// <summary>All files at a path, in a folder or that match a pattern, ordered by path; none when there are none.</summary>
    /// <exception cref="InputError">when a link leads out of the workspace, or there is a pipe or a device.</exception>
    public ImmutableArray<WorkspaceFile> Find(string path)
    {
        var pattern = PathPattern.IsPattern(path) ? new PathPattern(path) : null;
        var start = Path.Combine(root, pattern?.Folder ?? path);
        IEnumerable<string> found =
            Directory.Exists(start) ? Enumerate(start)
            : pattern is null && File.Exists(start) ? [start]
            : [];
        return
        [
            .. found
                .Select(full => (Full: full, Relative: Path.GetRelativePath(root, full).Replace('\\', '/')))
                .Where(file => pattern?.Matches(file.Relative) ?? true)
                .OrderBy(file => file.Relative, StringComparer.Ordinal)
                .Select(file => new WorkspaceFile(file.Relative, Inside(file.Full, file.Relative)))
                // A link to nothing is nothing.
                .Where(file => File.Exists(file.FullPath)),
        ];
    }

    /// <summary>SHA-256 and size of a file, read once.</summary>
    public static async Task<(Sha256Digest Digest, long Size)> DigestAsync(
        WorkspaceFile file,
        CancellationToken cancellation
    )
    {
        await using var stream = new FileStream(
            file.FullPath,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1 << 17,
            useAsync: true
        );
        var hash = await SHA256.HashDataAsync(stream, cancellation);
        return (Sha256Digest.FromHash(hash), stream.Length);
    }

    /// <summary>Everything in a folder, folders before what is in them, by path from it. Links are not followed.</summary>
    public static IEnumerable<string> EntriesIn(string folder) =>
        Enumerate(folder, foldersToo: true).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));

    private static FileSystemEnumerable<string> Enumerate(string folder, bool foldersToo = false) =>
        new(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.None,
                IgnoreInaccessible = false,
            }
        )
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                (foldersToo || !entry.IsDirectory) && entry.FileName is not ".git",
            // A link to a folder may lead in circles.
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                (entry.Attributes & FileAttributes.ReparsePoint) == 0 && entry.FileName is not ".git",
        };

    private string Inside(string full, string relative)
    {
        var real = RealPath.Of(full);
        if (real is null || !real.StartsWith(_realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new InputError(
                $"{Quoted.Value(relative)} is a link that leads {(real is null ? "in circles" : "out of the repository")}: use a copy of the file instead"
            );
        }

        return !File.Exists(real) || FileKind.IsRegular(real)
            ? real
            : throw new InputError($"{Quoted.Value(relative)} is a pipe, a socket or a device: expected a file");
    }
}
