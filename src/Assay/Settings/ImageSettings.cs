namespace Assay.Settings;

/// <summary>The image that serves a model.</summary>
internal sealed record ImageSettings : SettingsSection
{
    [Key("Repository in a container registry, without tag or digest.", Example = "ghcr.io/acme/churn")]
    public required string Repository { get; init; }
}
