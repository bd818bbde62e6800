using Assay.Toolkit;

namespace Assay.Forges;

/// <summary>A repository on a forge, and the token that speaks for the job there.</summary>
/// <param name="Kind">Whose forge it is.</param>
/// <param name="ServerUrl">Its address, without a slash at its end.</param>
/// <param name="ApiUrl">The address of its API, without a slash at its end.</param>
/// <param name="Repository"><c>owner/name</c> or <c>group/subgroup/name</c>.</param>
/// <param name="Token">The token.</param>
internal sealed record ForgePlace(ForgeKind Kind, string ServerUrl, string ApiUrl, string Repository, string Token)
{
    private const string GitHubCom = "https://github.com";

    /// <summary>Whether anybody may read the repository; null when that is not known.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Whether the token is GitLab's <c>CI_JOB_TOKEN</c>, which may read much and write little.</summary>
    public bool IsJobToken { get; init; }

    /// <summary>GitLab's id of the pipeline that a status belongs to, or null.</summary>
    public long? Pipeline { get; init; }

    /// <summary>Where attachments of comments are taken; null where they are not.</summary>
    public string? UploadUrl { get; init; } = ServerUrl == GitHubCom ? "https://uploads.github.com" : null;

    public bool IsGitHubCom => ServerUrl == GitHubCom;
}
