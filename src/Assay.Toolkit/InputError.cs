using System.Collections.Immutable;

namespace Assay.Toolkit;

/// <summary>One thing that is wrong with what the caller gave.</summary>
/// <param name="Message">What is wrong with the value in quotes, what was expected, and what to do.</param>
/// <param name="Location">Where, if it is in a file.</param>
public sealed record Problem(string Message, SourceLocation? Location = null)
{
    /// <inheritdoc />
    public override string ToString() => Location is null ? Message : $"{Location}: {Message}";
}

/// <summary>The caller is wrong: configuration, input or data. Exit code 2, no stack trace, nothing was done.</summary>
public sealed class InputError : Exception
{
    /// <summary>One problem.</summary>
    public InputError(string message, SourceLocation? location = null)
        : this([new Problem(message, location)]) { }

    /// <summary>All problems of one input at once.</summary>
    public InputError(ImmutableArray<Problem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>What is wrong, never empty.</summary>
    public ImmutableArray<Problem> Problems { get; }
}
