using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Assay.Core.Runs;

namespace Assay.Commands.Demos;

/// <summary>Tells steps as they come out, and remembers them.</summary>
/// <param name="tell">Hears each line.</param>
internal sealed class DemoTelling(Action<string> tell)
{
    private readonly ImmutableArray<DemoStep>.Builder _steps = ImmutableArray.CreateBuilder<DemoStep>();

    /// <summary>All steps so far.</summary>
    public ImmutableArray<DemoStep> Steps => _steps.ToImmutable();

    /// <summary>A line between steps.</summary>
    public void Line(string text) => tell(text);

    /// <summary>Tells a step; false when it came out otherwise.</summary>
    public bool Step(DemoStep step, DemoAnswer? answer = null)
    {
        _steps.Add(step);
        tell(
            string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {step.Name, -9} {Fit(step.What), -30} {step.Result, -20} {step.Seconds, 4:0.0} s  {step.Number}"
                )
                .TrimEnd()
        );
        if (!step.AsTold && answer is not null)
        {
            tell($"    {answer.Line} ended with {(int)answer.ExitCode}\n{answer.Messages}");
        }

        return step.AsTold;
    }

    private static string Fit(string text) => text.Length <= 30 ? text : text[..29] + "…";

    /// <summary>The model's digest in an answer.</summary>
    public static string Digest(JsonElement document) =>
        Sha256Digest.TryParse(Text(document, "model_digest"), out var digest) ? $"sha256:{digest.Abbreviated}" : "none";

    /// <summary>A text of an answer, or null.</summary>
    public static string? Text(JsonElement document, string key) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // What the training said of itself; the gate trusts none of it.
    public static string Metrics(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("metrics", out var metrics)
            ? string.Join(
                ", ",
                metrics
                    .EnumerateObject()
                    .Where(m => m.Value.ValueKind == JsonValueKind.Number)
                    .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Name} {m.Value.GetDouble():0.###}"))
            )
            : "";

    /// <summary>How long a list of an answer is; 0 where it has none.</summary>
    public static int Count(JsonElement document, string key) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty(key, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? list.GetArrayLength()
            : 0;
}
