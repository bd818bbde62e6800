using System.Text;

namespace Assay.Core.Reports;

/// <summary>What a place for text takes at most.</summary>
/// <param name="Characters">UTF-16 characters.</param>
/// <param name="Bytes">Bytes of UTF-8.</param>
public sealed record SizeLimit(int Characters = int.MaxValue, int Bytes = int.MaxValue)
{
    /// <summary>A comment on GitHub.</summary>
    public static SizeLimit GitHubComment { get; } = new(Characters: 65_536);

    /// <summary>A note on GitLab.</summary>
    public static SizeLimit GitLabNote { get; } = new(Characters: 1_000_000);

    /// <summary>A job's summary on GitHub; one byte more and nothing at all is shown.</summary>
    public static SizeLimit JobSummary { get; } = new(Bytes: 1 << 20);

    /// <summary>No limit.</summary>
    public static SizeLimit None { get; } = new();

    /// <summary>Whether <paramref name="text"/> is within the limit.</summary>
    public bool Holds(string text) => text.Length <= Characters && Encoding.UTF8.GetByteCount(text) <= Bytes;
}
