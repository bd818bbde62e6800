using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>Looks at runs that may come from anyone: what their commits hold, how large it is, and whether it is what it says.</summary>
/// <param name="git">Git, where they were unpacked.</param>
/// <param name="limits">How large artifacts may be.</param>
internal sealed class RunInspection(GitProgram git, ArtifactLimits limits)
{
    private const int MostFiles = 10_000;
    private const long MostDocument = 64_000_000;

    /// <summary>The runs; all of them are refused when one is not as a run must be.</summary>
    /// <exception cref="InputError">when one is not.</exception>
    public async Task<ImmutableArray<RunSummary>> RequireAsync(
        string source,
        ImmutableArray<KeyValuePair<RunId, string>> runs,
        CancellationToken cancellationToken
    )
    {
        var objects = new ObjectReader(git);
        var found = ImmutableArray.CreateBuilder<RunSummary>();
        foreach (var (id, commit) in runs)
        {
            var (run, problem) = await ShapeProblemAsync(commit, cancellationToken).ConfigureAwait(false) is { } shape
                ? (null, shape)
                : await ReadAsync(objects, id, commit, cancellationToken).ConfigureAwait(false);
            found.Add(
                run is not null
                    ? RunSummary.Of(run, commit)
                    : throw new InputError($"'{source}' is refused, since its run {id} is none: {problem}")
            );
        }

        return found.ToImmutable();
    }

    private async Task<string?> ShapeProblemAsync(string commit, CancellationToken cancellationToken)
    {
        var text = await git.RunAsync(["cat-file", "commit", commit], cancellationToken).ConfigureAwait(false);
        if (text.Split("\n\n")[0].Contains("\nparent ", StringComparison.Ordinal))
        {
            return "its commit has a parent, expected none";
        }

        var files = await FilesAsync(commit, cancellationToken).ConfigureAwait(false);
        if (files.Length > MostFiles)
        {
            return $"it has {files.Length} files, more than {MostFiles}";
        }

        foreach (var (mode, path, size) in files)
        {
            var isDocument = path is RunDocument.FileName or MetricLog.FileName;
            var isArtifact =
                path.StartsWith(RunTree.Artifacts, StringComparison.Ordinal)
                && RelativePath.IsSafe(path[RunTree.Artifacts.Length..]);
            if (mode != "100644" || !(isDocument || isArtifact))
            {
                return $"it holds '{path}' (mode {mode}), which no run has";
            }

            if (size > (isDocument ? MostDocument : limits.File))
            {
                return $"'{path}' has {size} bytes, more than {(isDocument ? MostDocument : limits.File)}";
            }
        }

        return files.Sum(f => f.Size) > limits.Total ? $"its files have more than {limits.Total} bytes together" : null;
    }

    private async Task<(Run? Run, string? Problem)> ReadAsync(
        ObjectReader objects,
        RunId id,
        string commit,
        CancellationToken cancellationToken
    )
    {
        var (run, problem) = (
            await RunTree.ReadAsync(objects, [new(id, commit)], cancellationToken).ConfigureAwait(false)
        )[0];
        if (run is null)
        {
            return (null, problem);
        }

        var files = await FilesAsync(commit, cancellationToken).ConfigureAwait(false);
        var named = run.Artifacts.Select(RunTree.ArtifactPath).ToHashSet();
        var stray = files.FirstOrDefault(f =>
            f.Path.StartsWith(RunTree.Artifacts, StringComparison.Ordinal) && !named.Contains(f.Path)
        );
        if (stray.Path is not null)
        {
            return (null, $"it holds '{stray.Path}', which {RunDocument.FileName} does not name");
        }

        string? wrong = null;
        await objects
            .ReadAsync(
                [.. run.Artifacts.Select(a => $"{commit}:{RunTree.ArtifactPath(a)}")],
                (i, bytes) =>
                {
                    var artifact = run.Artifacts[i];
                    var same =
                        bytes is not null
                        && bytes.Value.Length == artifact.Size
                        && Sha256Digest.FromHash(SHA256.HashData(bytes.Value.Span)) == artifact.Sha256;
                    wrong ??= same ? null : $"its artifact '{artifact.Path}' is not {artifact.Sha256}";
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return wrong is null ? (run, null) : (null, wrong);
    }

    private async Task<(string Mode, string Path, long Size)[]> FilesAsync(
        string commit,
        CancellationToken cancellationToken
    )
    {
        var listed = await git.RunAsync(["ls-tree", "-r", "-z", "-l", "--full-tree", commit], cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. listed
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(entry => entry.Split('\t', 2))
                .Select(parts => (Words: parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries), Path: parts[1]))
                .Select(entry =>
                    (
                        entry.Words[0],
                        entry.Path,
                        long.TryParse(entry.Words[3], CultureInfo.InvariantCulture, out var size) ? size : 0
                    )
                ),
        ];
    }
}
