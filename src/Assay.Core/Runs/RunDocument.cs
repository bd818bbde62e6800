using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Core.Runs;

/// <summary>
/// A run ↔ the bytes that are kept of it: <c>run.json</c> for everything but the metrics, <c>metrics.jsonl</c>
/// (<see cref="MetricLog"/>) for their histories. The same run gives the same bytes: keys stand in a fixed order, times
/// are UTC with milliseconds, numbers are the shortest text that reads back as the same double.
/// </summary>
public static class RunDocument
{
    /// <summary>The version of the format that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    /// <summary>The name of the document in a run's tree.</summary>
    public const string FileName = "run.json";

    /// <summary><c>run.json</c>: UTF-8, indented, ending in a line feed.</summary>
    public static byte[] Write(Run run) => RunJson.Document(Schema, run, RunJson.Default.Run);

    /// <summary>Reads a run from its two documents; unknown keys are ignored.</summary>
    /// <exception cref="FormatException">when one of them is not of the format or of a newer one.</exception>
    public static Run Read(ReadOnlySpan<byte> document, ReadOnlySpan<byte> metrics)
    {
        try
        {
            SchemaOfDocument.Require(FileName, document, Schema);
            var run =
                JsonSerializer.Deserialize(document, RunJson.Default.Run)
                ?? throw new FormatException($"{FileName} is null, expected a run");
            var read = run with
            {
                Inputs = run.Inputs.IsDefault ? [] : run.Inputs,
                Artifacts = run.Artifacts.IsDefault ? [] : run.Artifacts,
                Params = run.Params ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
                Tags = run.Tags ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
                Metrics = MetricLog.Read(metrics),
            };
            return Check(read);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{FileName} is not a run: {e.Message}", e);
        }
    }

    private static Run Check(Run run)
    {
        if (run.Artifacts.FirstOrDefault(a => !RelativePath.IsSafe(a.Path)) is { } artifact)
        {
            throw new FormatException(
                $"{FileName} has an artifact '{artifact.Path}', expected a path inside the run, without '..'"
            );
        }

        if (run.Artifacts.GroupBy(a => a.Path, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new FormatException($"{FileName} has two artifacts '{twice.Key}'");
        }

        if (run.Artifacts.FirstOrDefault(a => a.Size < 0) is { } negative)
        {
            throw new FormatException($"{FileName} has an artifact '{negative.Path}' of {negative.Size} bytes");
        }

        if (run.ModelPath is not null && run.ModelArtifact is null)
        {
            throw new FormatException($"{FileName} names the model '{run.ModelPath}', which is no artifact of the run");
        }

        if (run.PredictionsPath is not null && run.PredictionsArtifact is null)
        {
            throw new FormatException(
                $"{FileName} names the predictions '{run.PredictionsPath}', which are no artifact of the run"
            );
        }

        return run;
    }
}
