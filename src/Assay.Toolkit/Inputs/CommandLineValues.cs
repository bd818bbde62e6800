using System.Collections.Immutable;

namespace Assay.Toolkit.Inputs;

/// <summary>What stood on the command line, whoever parsed it.</summary>
/// <param name="Values">The texts given for each input, by its name; a bare switch is <c>true</c>.</param>
/// <param name="Problems">What the parser could not place.</param>
public sealed record CommandLineValues(
    ImmutableDictionary<string, ImmutableArray<string>> Values,
    ImmutableArray<Problem> Problems
)
{
    /// <summary>Nothing was given.</summary>
    public static CommandLineValues None { get; } = new(ImmutableDictionary<string, ImmutableArray<string>>.Empty, []);
}
