using System.Net;
using Assay.Toolkit;
using Octokit;

namespace Assay.Forges.GitHub;

/// <summary>One repository on GitHub, and how its answers become ours.</summary>
/// <param name="client">The way there.</param>
/// <param name="owner">The repository's owner.</param>
/// <param name="name">The repository's name.</param>
internal sealed class GitHubApi(GitHubClient client, string owner, string name)
{
    public GitHubClient Client => client;

    public string Owner => owner;

    public string Name => name;

    /// <summary>All pages, of a hundred each.</summary>
    public static ApiOptions AllPages { get; } = new() { PageSize = 100 };

    /// <summary>Asks; what goes wrong says what was asked and, where the token is the cause, the permission that would do.</summary>
    /// <param name="what">What is done, as a sentence goes on after "GitHub refused to": <c>write the comment</c>.</param>
    /// <param name="permission">The line under <c>permissions:</c> that allows it: <c>checks: write</c>.</param>
    /// <param name="call">The question.</param>
    public async Task<T> AskAsync<T>(string what, string permission, Func<GitHubClient, Task<T>> call)
    {
        try
        {
            return await call(client).ConfigureAwait(false);
        }
        catch (RateLimitExceededException e)
        {
            throw new OperationError(
                $"GitHub's limit of requests is used up until {e.Reset.UtcDateTime:yyyy-MM-dd HH:mm} UTC, so it would not {what}; run the job again after that",
                e
            );
        }
        catch (AuthorizationException)
        {
            throw new ForgeRefusal(
                $"GitHub does not know the token, so it would not {what} (401); check the input 'token' or the variable GITHUB_TOKEN"
            );
        }
        catch (ApiException e) when (e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            throw new ForgeRefusal(
                $"GitHub would not {what} ({(int)e.StatusCode}: {e.Message}); the job's 'permissions:' must say '{permission}', "
                    + "and a fork's pull request never has it"
            );
        }
        catch (ApiException e)
        {
            throw new OperationError($"GitHub could not {what} ({(int)e.StatusCode}: {Reason(e)})", e);
        }
        catch (HttpRequestException e)
        {
            throw new OperationError($"GitHub at {client.BaseAddress} did not {what}: {e.Message}", e);
        }
    }

    /// <summary>The same, where not to be there is an answer: null.</summary>
    public async Task<T?> FindAsync<T>(string what, string permission, Func<GitHubClient, Task<T>> call)
        where T : class =>
        await AskAsync(
                what,
                permission,
                async asked =>
                {
                    try
                    {
                        return (T?)await call(asked).ConfigureAwait(false);
                    }
                    catch (NotFoundException)
                    {
                        return null;
                    }
                }
            )
            .ConfigureAwait(false);

    private static string Reason(ApiException error) =>
        error is ApiValidationException { ApiError.Errors: { Count: > 0 } details }
            ? $"{error.Message}: {string.Join("; ", details.Select(d => d.Message ?? $"{d.Resource}.{d.Field} {d.Code}"))}"
            : error.Message;
}
