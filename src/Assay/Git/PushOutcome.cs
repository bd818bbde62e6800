namespace Assay.Git;

/// <summary>What became of runs that were recorded. Whatever it is, they are kept in this clone.</summary>
internal abstract record PushOutcome
{
    private PushOutcome() { }

    /// <summary>The file in the workspace that holds them, where one was left.</summary>
    public string? File => (this as Left)?.Bundle ?? (this as HandedOn)?.Bundle;

    /// <summary>The remote has them.</summary>
    /// <param name="Remote">The remote's name.</param>
    /// <param name="Earlier">How many earlier runs, which had waited here, went with them.</param>
    public sealed record Pushed(string Remote, int Earlier) : PushOutcome;

    /// <summary>There is no remote.</summary>
    public sealed record Kept : PushOutcome;

    /// <summary>They were to be handed on, and nothing was sent.</summary>
    /// <param name="Bundle">A file in the workspace that holds them.</param>
    public sealed record HandedOn(string Bundle) : PushOutcome;

    /// <summary>The remote refused them or could not be reached.</summary>
    /// <param name="Remote">The remote's name.</param>
    /// <param name="Reason">What it said.</param>
    /// <param name="Failure">What may be done about it.</param>
    /// <param name="Bundle">A file in the workspace that holds them.</param>
    public sealed record Left(string Remote, string Reason, GitFailure Failure, string Bundle) : PushOutcome
    {
        /// <summary>Whether it answered, and said no.</summary>
        public bool IsRefused => Failure != GitFailure.Transient;
    }
}
