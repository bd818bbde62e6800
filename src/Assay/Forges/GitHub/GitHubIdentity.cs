using Octokit;

namespace Assay.Forges.GitHub;

/// <summary>
/// Whose token it is. Anybody can write our marker into a text of theirs, and change it after we wrote a verdict into it: only what the
/// token's owner wrote is ours.
/// </summary>
internal sealed class GitHubIdentity(GitHubApi api, string token)
{
    // Tokens of an app's installation, the job's own among them, begin so; such a token cannot ask who it is.
    private const string InstallationToken = "ghs_";
    private long? _user;

    public static bool IsInstallation(string token) => token.StartsWith(InstallationToken, StringComparison.Ordinal);

    public async Task<bool> IsAsync(User? author)
    {
        if (IsInstallation(token))
        {
            return author?.Type == AccountType.Bot;
        }

        _user ??= (
            await api.AskAsync("say whose token it is", "read:user", client => client.User.Current())
                .ConfigureAwait(false)
        ).Id;
        return author?.Id == _user;
    }
}
