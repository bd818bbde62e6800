using System.Collections.Immutable;

namespace Assay.Settings;

/// <summary>Who may read cell values, category names and log tails of a repository's ledger and comments.</summary>
internal enum Privacy
{
    /// <summary>Left out of everything that others may read.</summary>
    Hide,

    /// <summary>Shown, in a public repository too.</summary>
    Show,
}

/// <summary>All that assay.yml and the files it includes say.</summary>
internal sealed record ProjectSettings : SettingsSection
{
    [Key("Version of this file's format.", Example = "1"), Range(1, 1)]
    public required int Version { get; init; }

    [Key(
        "Other files of the same format; their paths are relative to them, and so are the paths inside them.",
        Example = "[services/churn/assay.yml]"
    )]
    public ImmutableArray<RepositoryPath> Include { get; init; } = [];

    [Key(
        "Git remote of another repository that keeps the ledger.",
        Example = "https://github.com/acme/ledger.git",
        Default = "this repository"
    )]
    [Text(RemotePattern.Text, RemotePattern.Expectation)]
    public string? Ledger { get; init; }

    [Key(
        "Whether cell values, category names and log tails may stand in comments and in the ledger.",
        Default = "hidden in public repositories, shown in private ones"
    )]
    public Privacy? Privacy { get; init; }

    [Key("The models of this repository by name.", Example = "{ churn: { task: binary } }")]
    [Text(NamePattern.Text, NamePattern.Expectation)]
    public ImmutableSortedDictionary<string, ModelSettings> Models { get; init; } =
        ImmutableSortedDictionary.Create<string, ModelSettings>(StringComparer.Ordinal);
}
