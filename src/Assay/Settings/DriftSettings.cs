using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Drift;

namespace Assay.Settings;

/// <summary>How live data are compared with the training data.</summary>
internal sealed record DriftSettings : SettingsSection
{
    /// <summary>The <see cref="Current"/> that means the profiles that the server keeps.</summary>
    public const string Requests = "requests";

    [Key("What to look at: `requests` for the profiles that the server keeps, or a path.", Example = "requests")]
    public DriftSource Current { get; init; } = new(null);

    [Key("Conditions that must all hold.", Example = "[drifted_share <= 0.3]")]
    public ImmutableArray<Condition> Require { get; init; } = [];

    [Key("Columns that are not looked at, such as dates.", Example = "[signup_date]")]
    public ImmutableArray<string> Ignore { get; init; } = [];

    [Key(
        "What is done when they do not: `issue` keeps one issue on it, `retrain` trains once in the cooldown, `fail` ends the job with exit code 1 beside that.",
        Example = "[issue, retrain]",
        Default = "[fail]"
    )]
    public ImmutableArray<DriftAction> OnDrift { get; init; } = [];

    [Key("Shortest time between two retrainings that a drift began.", Example = "7d", Default = "24h")]
    [Range(0, 365 * 86400)]
    public TimeSpan? Cooldown { get; init; }

    /// <summary>The rules, as a check judges by them.</summary>
    public DriftPolicy ToPolicy()
    {
        var policy = new DriftPolicy { Ignore = [.. Ignore] };
        return Require.IsEmpty ? policy : policy with { Require = Require };
    }
}

/// <summary>The data that a drift check looks at.</summary>
/// <param name="Path">A file, or null for the profiles that the server keeps.</param>
internal sealed record DriftSource(RepositoryPath? Path);

/// <summary>What a drift leads to.</summary>
internal enum DriftAction
{
    Issue,
    Retrain,
    Fail,
}
