namespace Assay.Settings;

/// <summary>The image that serves a model.</summary>
internal sealed record ImageSettings : SettingsSection
{
    [Key("Repository in a container registry, without tag or digest.", Example = "ghcr.io/acme/churn")]
    [Text(
        "^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$",
        "a repository in lower case, without tag or digest"
    )]
    public required string Repository { get; init; }
}
