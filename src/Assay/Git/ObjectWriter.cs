using System.Collections.Immutable;
using System.Globalization;
using CliWrap;

namespace Assay.Git;

/// <summary>An entry of a tree.</summary>
/// <param name="Name">One path segment.</param>
/// <param name="Id">The object.</param>
/// <param name="IsTree">A folder, else a file.</param>
internal sealed record TreeEntry(string Name, string Id, bool IsTree = false);

/// <summary>Writes blobs, trees and commits into the store; no ref, index or work tree is touched.</summary>
/// <param name="git">Git, in the store.</param>
internal sealed class ObjectWriter(GitProgram git)
{
    private const string Name = "assay";
    private const string Mail = "assay@localhost";

    public Task<string> WriteBlobAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        git.RunAsync(["hash-object", "-w", "--stdin"], cancellationToken, PipeSource.FromBytes(bytes));

    public Task<string> WriteTreeAsync(IEnumerable<TreeEntry> entries, CancellationToken cancellationToken)
    {
        var lines = entries.Select(e => $"{(e.IsTree ? "040000 tree" : "100644 blob")} {e.Id}\t{e.Name}\0");
        return git.RunAsync(["mktree", "-z"], cancellationToken, PipeSource.FromString(string.Concat(lines)));
    }

    public Task<string> WriteCommitAsync(
        string tree,
        ImmutableArray<string> parents,
        string message,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var date = $"{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} +0000";
        return git.With([
                new("GIT_AUTHOR_NAME", Name),
                new("GIT_AUTHOR_EMAIL", Mail),
                new("GIT_AUTHOR_DATE", date),
                new("GIT_COMMITTER_NAME", Name),
                new("GIT_COMMITTER_EMAIL", Mail),
                new("GIT_COMMITTER_DATE", date),
            ])
            .RunAsync(
                ["commit-tree", "--no-gpg-sign", .. parents.SelectMany(p => (string[])["-p", p]), tree],
                cancellationToken,
                PipeSource.FromString(message)
            );
    }
}
