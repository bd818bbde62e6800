namespace Assay.Core.Runs;

/// <summary>When the inbox is folded into the ledger, and how much of it at once.</summary>
public static class FoldPolicy
{
    /// <summary>The inbox may hold this many runs.</summary>
    public const int Limit = 64;

    /// <summary>Runs of one fold; each becomes a parent of its commit.</summary>
    public const int Batch = 256;

    /// <summary>A run may wait this long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Whether the inbox is too full or its oldest run has waited too long.</summary>
    public static bool IsDue(IReadOnlyCollection<RunId> inbox, DateTimeOffset now) =>
        inbox.Count > Limit || inbox.Any(id => now - id.Time > Patience);
}
