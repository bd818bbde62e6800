using System.Collections.Immutable;

namespace Assay.Git;

/// <summary>What differs between a commit and a later state. A file that was renamed is one removed and one changed.</summary>
internal static class ChangedPaths
{
    private static readonly string[] Diff =
    [
        "diff",
        "--name-status",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=dirty",
        "-z",
        "--end-of-options",
    ];

    /// <summary>Between two commits.</summary>
    public static async Task<ImmutableArray<ChangedPath>> BetweenAsync(
        GitRepository repository,
        string before,
        string after,
        CancellationToken cancellationToken
    ) => Parse(await repository.Git.RunAsync([.. Diff, before, after, "--"], cancellationToken).ConfigureAwait(false));

    /// <summary>Between a commit and the files of the working tree, those that are not added yet among them.</summary>
    public static async Task<ImmutableArray<ChangedPath>> ToWorkingTreeAsync(
        GitRepository repository,
        string before,
        CancellationToken cancellationToken
    )
    {
        var tracked = await repository.Git.RunAsync([.. Diff, before, "--"], cancellationToken).ConfigureAwait(false);
        var others = await repository
            .Git.RunAsync(["ls-files", "--others", "--exclude-standard", "-z"], cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. Parse(tracked),
            .. others
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(path => new ChangedPath(path, IsRemoved: false)),
        ];
    }

    private static ImmutableArray<ChangedPath> Parse(string output) =>
        [
            .. output
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Chunk(2)
                .Select(entry => new ChangedPath(entry[1], entry[0] == "D")),
        ];
}
