using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assay.Core.Runs;
using Assay.Toolkit;
using CliWrap;

namespace Assay.Git;

/// <summary>
/// Writes runs into the store, each as a parentless commit on a ref of its own, through one <c>git fast-import</c>. The same
/// run gives the same commit. Either all of them are written or none.
/// </summary>
/// <param name="git">Git, in the store.</param>
/// <param name="folder">The store's git directory, absolute.</param>
internal sealed class RunWriter(GitProgram git, string folder)
{
    private const string Identity = "assay <assay@localhost>";

    /// <summary>The commits, in the order of the runs.</summary>
    /// <exception cref="OperationError">when an artifact is not what the run says, or the disk does not take it.</exception>
    public async Task<ImmutableArray<string>> WriteAsync(
        IReadOnlyList<RunFolder> runs,
        CancellationToken cancellationToken
    )
    {
        var input = PipeSource.Create(
            async (stream, token) =>
            {
                foreach (var run in runs)
                {
                    await WriteRunAsync(stream, run, token).ConfigureAwait(false);
                }

                // Without this word git throws away all that it was given: an exception on the way leaves nothing.
                await WriteTextAsync(stream, "done\n", token).ConfigureAwait(false);
            }
        );
        var result = await git.TryAsync(
                ["fast-import", "--quiet", "--done", "--date-format=raw"],
                cancellationToken,
                input
            )
            .ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            RemoveLeftovers(result.Error);
            throw new OperationError($"the run cannot be written to '{folder}': {result.Reason}.{result.Remedy}");
        }

        return [.. result.Output.TrimEnd('\n').Split('\n')];
    }

    // On a full disk, what git leaves of a pack keeps it full. Only what its complaint names: others may be writing theirs.
    private void RemoveLeftovers(string complaint)
    {
        var packs = Path.Combine(folder, "objects", "pack");
        var left = Directory
            .EnumerateFiles(folder, "fast_import_crash_*")
            .Concat(Directory.Exists(packs) ? Directory.EnumerateFiles(packs, "tmp_pack_*") : []);
        foreach (var file in left.Where(f => complaint.Contains(Path.GetFileName(f), StringComparison.Ordinal)))
        {
            File.Delete(file);
        }
    }

    private static async Task WriteRunAsync(Stream stream, RunFolder folder, CancellationToken cancellationToken)
    {
        var run = folder.Run;
        var seconds = run.EndedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var message = $"{run.Model}: {run.Kind} {run.Status}\n\nAssay-Run: {run.Id}\n".ToLowerInvariant();
        await WriteTextAsync(
                stream,
                $"commit {RefNames.InboxOf(run.Id)}\nmark :1\ncommitter {Identity} {seconds} +0000\n",
                cancellationToken
            )
            .ConfigureAwait(false);
        await WriteDataAsync(stream, Encoding.UTF8.GetBytes(message), cancellationToken).ConfigureAwait(false);
        await WriteFileAsync(stream, RunDocument.FileName, RunDocument.Write(run), cancellationToken)
            .ConfigureAwait(false);
        await WriteFileAsync(stream, MetricLog.FileName, MetricLog.Write(run.Metrics), cancellationToken)
            .ConfigureAwait(false);
        foreach (var artifact in run.Artifacts)
        {
            await WriteArtifactAsync(stream, folder, artifact, cancellationToken).ConfigureAwait(false);
        }

        await WriteTextAsync(stream, "get-mark :1\n", cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteArtifactAsync(
        Stream stream,
        RunFolder folder,
        Artifact artifact,
        CancellationToken cancellationToken
    )
    {
        if (!RelativePath.IsSafe(artifact.Path))
        {
            throw new InputError(
                $"'{artifact.Path}' cannot name an artifact: expected a path inside the run, without '..' and control characters"
            );
        }

        var file = folder.FileOf(artifact);
        var header = $"M 100644 inline {Quote(RunTree.ArtifactPath(artifact))}\ndata {artifact.Size}\n";
        try
        {
            using var source = File.OpenRead(file);
            if (source.Length != artifact.Size)
            {
                throw Changed(artifact, file);
            }

            await WriteTextAsync(stream, header, cancellationToken).ConfigureAwait(false);
            using var sha256 = SHA256.Create();
            using var hashed = new CryptoStream(stream, sha256, CryptoStreamMode.Write, leaveOpen: true);
            await source.CopyToAsync(hashed, cancellationToken).ConfigureAwait(false);
            await hashed.FlushFinalBlockAsync(cancellationToken).ConfigureAwait(false);
            if (Sha256Digest.FromHash(sha256.Hash) != artifact.Sha256)
            {
                throw Changed(artifact, file);
            }
        }
        catch (Exception e)
            when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new OperationError($"the artifact '{artifact.Path}' cannot be read at '{file}': {e.Message}", e);
        }

        await WriteTextAsync(stream, "\n", cancellationToken).ConfigureAwait(false);
    }

    private static OperationError Changed(Artifact artifact, string file) =>
        new(
            $"the artifact '{artifact.Path}' at '{file}' changed while the run was recorded: is something still writing it?"
        );

    private static async Task WriteFileAsync(
        Stream stream,
        string path,
        byte[] bytes,
        CancellationToken cancellationToken
    )
    {
        await WriteTextAsync(stream, $"M 100644 inline {path}\n", cancellationToken).ConfigureAwait(false);
        await WriteDataAsync(stream, bytes, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteDataAsync(Stream stream, byte[] bytes, CancellationToken cancellationToken)
    {
        await WriteTextAsync(stream, $"data {bytes.Length}\n", cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await WriteTextAsync(stream, "\n", cancellationToken).ConfigureAwait(false);
    }

    private static Task WriteTextAsync(Stream stream, string text, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();

    private static string Quote(string path) =>
        $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
