using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Training.Files;

/// <summary>A file that a run keeps, and where its bytes are.</summary>
internal sealed record CollectedArtifact(Artifact Artifact, string FullPath);

/// <summary>Digests of what a training left.</summary>
internal static class ArtifactDigests
{
    private const int MostFiles = 1000;

    /// <summary>Every file at the paths, once, ordered by path. Nothing at a path gives nothing.</summary>
    /// <exception cref="InputError">when a path cannot name an artifact, or there are too many.</exception>
    public static async Task<ImmutableArray<CollectedArtifact>> TakeAsync(
        WorkspaceFiles files,
        IEnumerable<string> paths,
        CancellationToken cancellation
    )
    {
        var found = paths.SelectMany(path => files.Find(path)).DistinctBy(f => f.Path).ToList();
        if (found.Count > MostFiles)
        {
            throw new InputError(
                $"{found.Count:N0} files would become artifacts, more than {MostFiles:N0}: keep them in one archive"
            );
        }

        var artifacts = ImmutableArray.CreateBuilder<CollectedArtifact>();
        foreach (var file in found.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            if (!RelativePath.IsSafe(file.Path))
            {
                throw new InputError(
                    file.Path.Split('/').Contains(".git")
                        ? $"{Quoted.Value(file.Path)} is git's own and cannot be an artifact; name other files"
                        : $"{Quoted.Value(file.Path)} cannot be an artifact: its name does not work on every system; rename it"
                );
            }

            var (digest, size) = await WorkspaceFiles.DigestAsync(file, cancellation);
            artifacts.Add(new CollectedArtifact(new Artifact(file.Path, digest, size), file.FullPath));
        }

        return artifacts.ToImmutable();
    }
}
