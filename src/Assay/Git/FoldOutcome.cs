namespace Assay.Git;

/// <summary>What a fold did.</summary>
internal abstract record FoldOutcome
{
    private FoldOutcome() { }

    /// <summary>Runs moved from the inbox into the index.</summary>
    public sealed record Folded(int Runs) : FoldOutcome;

    /// <summary>The inbox is small and young, or empty.</summary>
    public sealed record NotDue(int Waiting) : FoldOutcome;

    /// <summary>The remote does not let this token move the ledger; the runs stay in the inbox.</summary>
    public sealed record Refused(string Reason) : FoldOutcome;
}
