using System.Collections.Immutable;

namespace Assay;

/// <summary>
/// A command that the user wrote: a line for the shell, or a program and its arguments, which no shell sees. Exactly one of
/// the two is there.
/// </summary>
internal sealed record UserCommand
{
    private UserCommand(string? shell, ImmutableArray<string> arguments) => (Shell, Arguments) = (shell, arguments);

    /// <summary>The line, or null when there is a list of arguments.</summary>
    public string? Shell { get; }

    /// <summary>Program and arguments; empty when there is a line.</summary>
    public ImmutableArray<string> Arguments { get; }

    /// <summary>What a Unix system is asked to execute.</summary>
    public ImmutableArray<string> UnixArguments => Shell is null ? Arguments : ["sh", "-c", Shell];

    /// <summary>The same as a line for a Unix shell.</summary>
    public string AsShellLine => Shell ?? string.Join(' ', Arguments.Select(a => $"'{a.Replace("'", "'\\''")}'"));

    public static UserCommand OfShell(string line) => new(line, []);

    /// <exception cref="ArgumentException">when there is no program.</exception>
    public static UserCommand OfArguments(ImmutableArray<string> arguments) =>
        arguments.IsEmpty ? throw new ArgumentException("no program", nameof(arguments)) : new(null, arguments);

    public bool Equals(UserCommand? other) =>
        other is not null && Shell == other.Shell && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Shell, Arguments.Length);

    public override string ToString() => Shell ?? string.Join(' ', Arguments);
}
