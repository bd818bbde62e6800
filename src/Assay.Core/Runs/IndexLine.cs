using System.Text.Json;

namespace Assay.Core.Runs;

/// <summary>A run's line in the ledger's index ↔ <see cref="RunSummary"/>. The same summary gives the same bytes.</summary>
public static class IndexLine
{
    /// <summary>One line of UTF-8 JSON, without the line feed.</summary>
    public static byte[] Write(RunSummary summary) => RunJson.Line(summary, RunJson.Default.RunSummary);

    /// <summary>Reads one line; unknown keys are ignored.</summary>
    /// <exception cref="FormatException">when it is not one.</exception>
    public static RunSummary Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RunJson.Default.RunSummary)
                ?? throw new FormatException("an index line is null, expected a run");
        }
        catch (JsonException e)
        {
            throw new FormatException($"an index line is not a run: {e.Message}", e);
        }
    }
}
