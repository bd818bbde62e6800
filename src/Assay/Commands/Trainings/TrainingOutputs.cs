using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Assay.Core.Runs;
using Assay.Toolkit.Inputs;

namespace Assay.Commands.Trainings;

/// <summary>What <c>train</c> gives to later steps.</summary>
internal static class TrainingOutputs
{
    private static readonly Output RunIdOutput = new("run-id", "Id of the run.");
    private static readonly Output Status = new("status", "`finished`, `failed` or `killed`.");
    private static readonly Output Reused = new("reused", "`true` when an earlier, equal run stands for this one.");
    private static readonly Output ModelDigest = new("model-digest", "SHA-256 of the model; empty without one.");
    private static readonly Output Metrics = new("metrics", "The last value of each metric, as JSON.");

    public static ImmutableArray<Output> All { get; } =
    [RunIdOutput, Status, Reused, ModelDigest, Metrics, RunRecording.Bundle];

    public static void Set(CommandContext context, Run run, bool reused)
    {
        context.Runner.SetOutput(RunIdOutput, run.Id.ToString());
        context.Runner.SetOutput(Status, run.Status.ToString().ToLowerInvariant());
        context.Runner.SetOutput(Reused, reused ? "true" : "false");
        context.Runner.SetOutput(ModelDigest, run.ModelDigest?.ToString() ?? "");
        var values = new JsonObject(
            run.Metrics.Where(m => double.IsFinite(m.Value.Last))
                .Select(m => KeyValuePair.Create(m.Key, (JsonNode?)JsonValue.Create(m.Value.Last)))
        );
        context.Runner.SetOutput(Metrics, values.ToJsonString());
    }
}
