namespace Assay.Git;

/// <summary>A move of one ref by compare-and-swap.</summary>
/// <param name="Name">The ref in full.</param>
/// <param name="Old">What it must hold, or null when it must not exist.</param>
/// <param name="New">What it is to hold, or null when it is to go.</param>
internal sealed record RefUpdate(string Name, string? Old, string? New);

/// <summary>What became of a publication.</summary>
internal enum PublicationResult
{
    /// <summary>All refs moved.</summary>
    Done,

    /// <summary>A ref did not hold what was expected: read again and decide again.</summary>
    Lost,

    /// <summary>The remote does not allow it, and will not on another try.</summary>
    Refused,

    /// <summary>The remote could not be reached, after retries.</summary>
    Unreachable,
}

/// <summary>What became of a publication as a whole, and of each ref.</summary>
internal sealed record Publication(
    PublicationResult Result,
    string Reason,
    IReadOnlyDictionary<string, PublicationResult> Refs
)
{
    /// <summary>What may be done about it.</summary>
    public GitFailure Failure { get; init; }
}
