using System.Collections.Immutable;

namespace Assay.Git;

/// <summary>What became of runs that were recorded. Whatever it is, they are kept in this clone.</summary>
internal abstract record PushOutcome
{
    private PushOutcome() { }

    /// <summary>The remote has them.</summary>
    /// <param name="Remote">The remote's name.</param>
    /// <param name="Earlier">How many earlier runs, which had waited here, went with them.</param>
    public sealed record Pushed(string Remote, int Earlier) : PushOutcome;

    /// <summary>There is no remote.</summary>
    public sealed record Kept : PushOutcome;

    /// <summary>The remote refused them or could not be reached.</summary>
    /// <param name="Remote">The remote's name.</param>
    /// <param name="Reason">What it said.</param>
    /// <param name="Bundle">A file in the workspace that holds them.</param>
    /// <param name="Command">The command that sends it, from this clone or another.</param>
    public sealed record Left(string Remote, string Reason, string Bundle, ImmutableArray<string> Command)
        : PushOutcome;
}
