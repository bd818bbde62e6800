using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Evidence;

/// <summary>What came of joining predictions to labels.</summary>
public abstract record JoinResult
{
    private JoinResult() { }

    /// <summary>Both sides have a score for every validation row, in the rows' order, over the same classes.</summary>
    /// <param name="Challenger">The candidate.</param>
    /// <param name="Champion">The champion, or null when there is none.</param>
    /// <param name="Notes">What a reader should know of how it was joined, a sentence each.</param>
    public sealed record Joined(LabelledScores Challenger, LabelledScores? Champion, ImmutableArray<string> Notes)
        : JoinResult;

    /// <summary>Not one prediction belongs to a validation row.</summary>
    /// <param name="Reason">The sentence that says so, with the numbers.</param>
    public sealed record NoData(string Reason) : JoinResult;

    /// <summary>Labels or predictions are not usable.</summary>
    /// <param name="Problems">What is wrong, what was expected and what to do, a sentence each; never empty.</param>
    public sealed record Refused(ImmutableArray<string> Problems) : JoinResult;
}
