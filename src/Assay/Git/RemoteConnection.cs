using System.Collections.Immutable;

namespace Assay.Git;

/// <summary>
/// What the repository's own configuration says about reaching a remote: its addresses, and credentials as checkouts leave
/// them. It is handed to the store's git through the environment, so that no password stands in an argument.
/// </summary>
/// <param name="Remote">The remote's name.</param>
/// <param name="Configuration">Keys and values, in their order.</param>
internal sealed record RemoteConnection(string Remote, ImmutableArray<KeyValuePair<string, string>> Configuration)
{
    /// <summary>Variables that the configuration refers to.</summary>
    public ImmutableArray<KeyValuePair<string, string?>> Variables { get; init; } = [];

    private static readonly string[] Sections = ["http.", "url.", "credential.", "ssh.", "protocol.", "core.gitproxy"];
    private static readonly string[] Keys = ["core.sshcommand", "core.askpass"];

    private static readonly string[] OfRemote =
    [
        "url",
        "pushurl",
        "proxy",
        "proxyauthmethod",
        "uploadpack",
        "receivepack",
        "vcs",
    ];

    /// <summary>
    /// Reads it, included files too: actions/checkout keeps credentials in one that is included for the repository's own
    /// git directory only. What the user or the system configures, git reads by itself.
    /// </summary>
    public static async Task<RemoteConnection> ReadAsync(
        GitRepository repository,
        string remote,
        CancellationToken cancellationToken
    )
    {
        var list = await repository
            .Git.RunAsync(["config", "--list", "--includes", "--show-scope", "-z"], cancellationToken)
            .ConfigureAwait(false);
        var parts = list.Split('\0');
        var configuration = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        RemotePassword? password = null;
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            var (scope, entry) = (parts[i], parts[i + 1]);
            var end = entry.IndexOf('\n', StringComparison.Ordinal);
            var (key, value) = end < 0 ? (entry, "true") : (entry[..end], entry[(end + 1)..]);
            if (scope is "local" or "worktree" && IsAboutReaching(key, remote))
            {
                var found = key == $"remote.{remote}.url" ? RemotePassword.In(value) : null;
                password ??= found;
                configuration.Add(new(key, found?.Address ?? value));
            }
        }

        return new RemoteConnection(remote, [.. configuration, .. password?.Configuration ?? []])
        {
            Variables = password?.Variables ?? [],
        };
    }

    private static bool IsAboutReaching(string key, string remote) =>
        Sections.Any(s => key.StartsWith(s, StringComparison.Ordinal))
        || Keys.Contains(key)
        || OfRemote.Any(k => key == $"remote.{remote}.{k}");
}
