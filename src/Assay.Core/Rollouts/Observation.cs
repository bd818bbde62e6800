using Assay.Core.Runs;

namespace Assay.Core.Rollouts;

/// <summary>A version's server at a target.</summary>
/// <param name="IsReady">Whether it takes requests.</param>
/// <param name="Version">The version that it says it serves, or null.</param>
/// <param name="ModelDigest">The digest of the model that it says it serves, or null.</param>
/// <param name="Problem">Why it is not ready, if that is known.</param>
/// <param name="Image">Its image, where servers are containers.</param>
public sealed record ServerHealth(
    bool IsReady,
    string? Version = null,
    Sha256Digest? ModelDigest = null,
    string? Problem = null,
    ServedImage? Image = null
);

/// <summary>What a target looks like now.</summary>
public sealed record Observation
{
    /// <summary>Why it could not be looked at; nothing else is known then.</summary>
    public string? Problem { get; init; }

    /// <summary>The server that gets a target's requests; null when none was ever put there.</summary>
    public ServerHealth? Stable { get; init; }

    /// <summary>The canary's server; null when there is none.</summary>
    public ServerHealth? Canary { get; init; }

    /// <summary>The canary's share in percent.</summary>
    public decimal Weight { get; init; }

    /// <summary>Whether servers run that are no arm any more.</summary>
    public bool HasLeftovers { get; init; }

    /// <summary>What both arms answered since this step began; null when its beginning is not marked yet.</summary>
    public ArmsWindow? Window { get; init; }

    /// <summary>When somebody visited before; null when nobody did.</summary>
    public DateTimeOffset? LastVisit { get; init; }

    /// <summary>When and why the gateway took this canary's share away by itself.</summary>
    public WentBack? WentBack { get; init; }

    /// <summary>A target that cannot be looked at.</summary>
    public static Observation Unreachable(string problem) => new() { Problem = problem };
}
