using System.Collections.Immutable;

namespace Assay.Settings;

/// <summary>
/// A command that the user wrote: a line for the shell, or a list of arguments that no shell sees. Exactly one of the
/// two is there.
/// </summary>
internal sealed record UserCommand
{
    private UserCommand(string? shell, ImmutableArray<string> arguments) => (Shell, Arguments) = (shell, arguments);

    /// <summary>The shell line, or null for a list of arguments.</summary>
    public string? Shell { get; }

    /// <summary>The program and its arguments; empty for a shell line.</summary>
    public ImmutableArray<string> Arguments { get; }

    public static UserCommand ShellLine(string line) => new(line, []);

    public static UserCommand ArgumentList(ImmutableArray<string> arguments) => new(null, arguments);

    public bool Equals(UserCommand? other) =>
        other is not null && Shell == other.Shell && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Shell, Arguments.Length);

    /// <summary>As a person would read it.</summary>
    public override string ToString() => Shell ?? string.Join(' ', Arguments);
}
