using System.Collections.Immutable;
using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Core.Runs;
using Assay.Data;
using Assay.Models;

namespace Assay.Commands.Gating;

/// <summary>One side's predictions on the validation rows, and the figures that no score shows.</summary>
/// <param name="Predictions">The predictions.</param>
/// <param name="How">How they were had: <c>scored here from out/model.onnx</c>.</param>
/// <param name="Figures">Figures by name: <c>model_size</c>, <c>latency_p99</c>, the run's own metrics.</param>
/// <param name="Notes">What a reader should know, a sentence each.</param>
internal sealed record SideScores(
    Predictions Predictions,
    string How,
    ImmutableSortedDictionary<string, double> Figures,
    ImmutableArray<string> Notes
)
{
    /// <summary>Scores an ONNX model in this process: the evidence that nobody can have made up.</summary>
    public static SideScores OfModel(Run run, string modelFile, ValidationRows rows, TaskKind task, TimeProvider clock)
    {
        using var model = OnnxModel.Open(modelFile, run.ModelPath!);
        var scores = model.Score(rows, task);
        var latency = model.MeasureLatency(rows, clock);
        return new SideScores(
            scores.Predictions,
            $"scored here from {run.ModelPath}",
            FiguresOf(run)
                .SetItem(Core.Gates.Figures.LatencyP50, latency.P50)
                .SetItem(Core.Gates.Figures.LatencyP99, latency.P99),
            scores.Notes
        );
    }

    /// <summary>Reads a file of predictions.</summary>
    public static SideScores OfPredictions(Run run, string file, string shown, string how, ValidationRows rows) =>
        new(PredictionsFile.Read(new DataFile(file, shown), rows.Id), how, FiguresOf(run), []);

    /// <summary>The figures that a run tells by itself: its metrics' last values, and the size of its model.</summary>
    public static ImmutableSortedDictionary<string, double> FiguresOf(Run run)
    {
        var figures = run.Metrics.ToImmutableSortedDictionary(m => m.Key, m => m.Value.Last, StringComparer.Ordinal);
        return run.ModelPath is null ? figures : figures.SetItem(Core.Gates.Figures.ModelSize, ModelSize(run));
    }

    private static double ModelSize(Run run) => run.ModelFiles.Sum(a => a.Size);
}
