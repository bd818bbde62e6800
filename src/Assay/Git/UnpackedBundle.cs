using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>
/// A bundle of runs that may be anyone's, unpacked in a repository of its own, and every byte of it looked at.
/// </summary>
internal sealed class UnpackedBundle : IDisposable
{
    private const int MostRuns = 2048;
    private readonly ScratchRepository _quarantine;

    private UnpackedBundle(string file, ScratchRepository quarantine, ImmutableArray<RunSummary> runs) =>
        (File, _quarantine, Runs) = (file, quarantine, runs);

    /// <summary>The bundle's path, as it was given.</summary>
    public string File { get; }

    /// <summary>The git directory that holds its objects.</summary>
    public string Folder => _quarantine.Folder;

    /// <summary>Its runs, each as it should be.</summary>
    public ImmutableArray<RunSummary> Runs { get; }

    /// <summary>Unpacks a bundle.</summary>
    /// <exception cref="InputError">when anything in it is not as a run must be.</exception>
    public static async Task<UnpackedBundle> OpenAsync(
        GitProgram git,
        ArtifactLimits limits,
        string bundle,
        CancellationToken cancellationToken
    )
    {
        var size = new FileInfo(bundle) is { Exists: true } file
            ? file.Length
            : throw new InputError(
                $"there is no bundle {Quoted.Value(bundle, 200)}: correct the path; a push that failed names the one that it left"
            );
        if (size > limits.Total)
        {
            throw new InputError(
                $"the bundle '{bundle}' has {size} bytes, more than {limits.Total}, the most that is taken in"
            );
        }

        var hardened = git.Configured([
            new("fetch.fsckObjects", "true"),
            new("fetch.unpackLimit", "1"),
            new("core.bigFileThreshold", "16m"),
        ]);
        var quarantine = await ScratchRepository.MakeAsync(hardened, cancellationToken).ConfigureAwait(false);
        UnpackedBundle? whole = null;
        try
        {
            var refs = await UnpackAsync(quarantine.Git, bundle, cancellationToken).ConfigureAwait(false);
            var runs = await new RunInspection(quarantine.Git, limits)
                .RequireAsync(bundle, refs, cancellationToken)
                .ConfigureAwait(false);
            whole = new UnpackedBundle(bundle, quarantine, runs);
            return whole;
        }
        finally
        {
            if (whole is null)
            {
                quarantine.Dispose();
            }
        }
    }

    public void Dispose() => _quarantine.Dispose();

    private static async Task<ImmutableArray<KeyValuePair<RunId, string>>> UnpackAsync(
        GitProgram git,
        string bundle,
        CancellationToken cancellationToken
    )
    {
        var heads = await git.TryAsync(["bundle", "list-heads", bundle], cancellationToken).ConfigureAwait(false);
        if (heads.ExitCode != 0)
        {
            throw new InputError($"'{bundle}' is not a bundle of runs: {heads.Reason}");
        }

        var runs = ImmutableArray.CreateBuilder<KeyValuePair<RunId, string>>();
        foreach (var line in heads.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (commit, name) = (line.Split(' ', 2)[0], line.Split(' ', 2)[^1]);
            var isRun = name.StartsWith(RefNames.Inbox, StringComparison.Ordinal);
            runs.Add(
                isRun && RunId.TryParse(name[RefNames.Inbox.Length..], out var id)
                    ? new(id, commit)
                    : throw new InputError(
                        $"the bundle '{bundle}' holds '{name}', expected runs ({RefNames.Inbox}ID) alone"
                    )
            );
        }

        if (runs.Count is 0 or > MostRuns)
        {
            throw new InputError($"the bundle '{bundle}' holds {runs.Count} runs, expected 1 to {MostRuns}");
        }

        var fetched = await git.TryAsync(
                ["fetch", "--quiet", "--no-tags", bundle, $"{RefNames.Inbox}*:{RefNames.Inbox}*"],
                cancellationToken
            )
            .ConfigureAwait(false);
        return fetched.ExitCode == 0
            ? runs.ToImmutable()
            : throw new InputError($"the bundle '{bundle}' cannot be unpacked: {fetched.Reason}");
    }
}
