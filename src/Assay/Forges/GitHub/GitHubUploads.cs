using System.Net;

namespace Assay.Forges.GitHub;

/// <summary>
/// Pictures as people attach them to comments: seen by whoever may read the repository, also a private one. GitHub takes them
/// from people's tokens on github.com, not from the job's own (cli/cli#14309); the address is not documented.
/// </summary>
internal sealed class GitHubUploads(GitHubApi api, ForgePlace place)
{
    private const string Permission = "contents: write";
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(10);
    private long? _repository;
    private bool _refused;

    public async Task<Uri?> AddAsync(string name, byte[] png)
    {
        if (place.UploadUrl is not { } address || _refused || GitHubIdentity.IsInstallation(place.Token))
        {
            return null;
        }

        _repository ??= (
            await api.AskAsync("show the repository", "metadata: read", c => c.Repository.Get(api.Owner, api.Name))
                .ConfigureAwait(false)
        ).Id;
        var query =
            $"?name={Uri.EscapeDataString(name)}&content_type=image%2Fpng&repository_id={GitHubForge.Text(_repository.Value)}";
        try
        {
            var answer = await api.AskAsync(
                    "take a picture",
                    Permission,
                    async client =>
                    {
                        using var body = new MemoryStream(png);
                        return await client
                            .Connection.Post<Attachment>(
                                new Uri($"{address}/user-attachments/assets{query}"),
                                body,
                                "application/json",
                                "image/png",
                                _longest
                            )
                            .ConfigureAwait(false);
                    }
                )
                .ConfigureAwait(false);
            return
                answer.HttpResponse.StatusCode == HttpStatusCode.Created
                && Uri.TryCreate(answer.Body?.Url, UriKind.Absolute, out var picture)
                ? picture
                : null;
        }
        catch (ForgeRefusal)
        {
            // Other kinds of token are refused too; the comment then shows text and a link.
            _refused = true;
            return null;
        }
    }
}

/// <summary>GitHub's answer to a picture.</summary>
internal sealed class Attachment
{
    public string? Url { get; init; }
}
