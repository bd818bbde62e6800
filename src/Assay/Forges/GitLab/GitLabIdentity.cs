namespace Assay.Forges.GitLab;

/// <summary>
/// Whose token it is. Anybody can write our marker into a text of theirs, and change it after we wrote a verdict into it: only what the
/// token's owner wrote is ours. The job's own token writes nothing, so nothing is its own.
/// </summary>
internal sealed class GitLabIdentity(GitLabApi api, bool isJobToken)
{
    private long? _user;

    public async Task<bool> IsAsync(User? author, CancellationToken cancellationToken)
    {
        if (isJobToken)
        {
            return false;
        }

        _user ??= (
            await api.GetAsync("say whose token it is", "/user", GitLabJson.Default.User, cancellationToken)
                .ConfigureAwait(false)
        ).Id;
        return author?.Id == _user;
    }
}
