using Assay.Core.Runs;
using Assay.Toolkit;
using CliWrap;

namespace Assay.Git;

/// <summary>
/// Runs in one file, a git bundle: what is left when the remote does not take them, and what a job without a token hands on.
/// </summary>
internal static class RunBundle
{
    /// <summary>Writes runs of the store to <c>.assay/assay-RUN.bundle</c> in the workspace; gives the file's path.</summary>
    /// <param name="store">The store.</param>
    /// <param name="runs">The runs, with the commits that hold them.</param>
    /// <param name="workspace">The work tree's root.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationError">when it cannot be written; then no half of it is left.</exception>
    public static async Task<string> ExportAsync(
        LedgerStore store,
        IReadOnlyList<KeyValuePair<RunId, string>> runs,
        string workspace,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(workspace, OwnFolder.Name);
        var bundle = Path.Combine(folder, $"assay-{runs[0].Key}.bundle");
        var aside = bundle + ".new";
        try
        {
            OwnFolder.Make(workspace, folder);
            await WriteAsync(store, runs, aside, cancellationToken).ConfigureAwait(false);
            File.Move(aside, bundle, overwrite: true);
            return bundle;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or OperationError)
        {
            throw new OperationError($"the bundle '{bundle}' cannot be written: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(aside))
            {
                File.Delete(aside);
            }
        }
    }

    // A bundle's names are those of refs, and a run of the remote's has another one in the store.
    private static async Task WriteAsync(
        LedgerStore store,
        IReadOnlyList<KeyValuePair<RunId, string>> runs,
        string file,
        CancellationToken cancellationToken
    )
    {
        using var scratch = await ScratchRepository.MakeAsync(store.Git, cancellationToken).ConfigureAwait(false);
        var git = scratch.Git.With([new("GIT_ALTERNATE_OBJECT_DIRECTORIES", Path.Combine(store.Folder, "objects"))]);
        var refs = string.Concat(runs.Select(r => $"create {RefNames.InboxOf(r.Key)} {r.Value}\n"));
        await git.RunAsync(["update-ref", "--stdin"], cancellationToken, PipeSource.FromString(refs))
            .ConfigureAwait(false);
        string[] names = [.. runs.Select(r => RefNames.InboxOf(r.Key))];
        await git.RunAsync(["bundle", "create", "--quiet", file, .. names], cancellationToken).ConfigureAwait(false);
    }
}
