using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>Runs in one file, a git bundle: what is left when the remote does not take them, and what a job without a token hands on.</summary>
internal static class RunBundle
{
    private const string Folder = ".assay";

    /// <summary>Writes runs that wait in the store to <c>.assay/assay-RUN.bundle</c> in the workspace; gives the file's path.</summary>
    public static async Task<string> ExportAsync(
        LedgerStore store,
        ImmutableArray<RunId> runs,
        string workspace,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(workspace, Folder);
        var bundle = Path.Combine(folder, $"assay-{runs[0]}.bundle");
        try
        {
            Directory.CreateDirectory(folder);
            // The folder ignores itself, so that nobody commits a bundle and no tree becomes dirty by one.
            await File.WriteAllTextAsync(Path.Combine(folder, ".gitignore"), "*\n", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new OperationError($"the bundle '{bundle}' cannot be written: {e.Message}", e);
        }

        string[] arguments = ["bundle", "create", "--quiet", bundle, .. runs.Select(RefNames.InboxOf)];
        await store.Git.RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        return bundle;
    }
}
