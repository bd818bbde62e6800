using Assay.Toolkit;

namespace Assay.Commands.Doctors;

/// <summary>How a finding stands.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Works, and could be better.</summary>
    Advice,

    /// <summary>Something here will not work until it is mended.</summary>
    Missing,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="About">What was looked at: <c>git</c>, <c>remote</c>, a model's name.</param>
/// <param name="State">How it stands.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do, or null.</param>
internal sealed record Finding(string About, FindingState State, string Text, string? Remedy = null)
{
    public static Finding Good(string about, string text) => new(about, FindingState.Good, text);

    public static Finding Advice(string about, string text, string remedy) =>
        new(about, FindingState.Advice, text, remedy);

    public static Finding Missing(string about, string text, string? remedy = null) =>
        new(about, FindingState.Missing, text, remedy);

    /// <summary>Every problem of a refusal, as it would be heard from a command.</summary>
    public static IEnumerable<Finding> Missing(string about, InputError error) =>
        error.Problems.Select(p => Missing(about, p.ToString()));
}
