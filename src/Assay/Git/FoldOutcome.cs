namespace Assay.Git;

/// <summary>What a fold did.</summary>
internal abstract record FoldOutcome
{
    private FoldOutcome() { }

    /// <summary>Runs moved from the inbox into the index.</summary>
    /// <param name="Runs">How many.</param>
    /// <param name="IsMore">Whether the inbox held more than one fold takes.</param>
    public sealed record Folded(int Runs, bool IsMore = false) : FoldOutcome;

    /// <summary>The inbox is small and young, or empty.</summary>
    public sealed record NotDue(int Waiting) : FoldOutcome;

    /// <summary>Another job moved the ledger at the same time; what it left, a later one folds.</summary>
    public sealed record Overtaken : FoldOutcome;

    /// <summary>The remote does not let this token move the ledger; the runs stay in the inbox.</summary>
    public sealed record Refused(string Reason) : FoldOutcome;
}
