using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Serving;

namespace Assay.Serving.Profiles;

/// <summary>What answers are called in a profile: as in a predictions file.</summary>
internal static class PredictionNames
{
    /// <summary>The class.</summary>
    public const string Label = Core.Drift.PredictionNames.Label;

    public static ImmutableArray<string> Of(ServedModel model) =>
        (model.Output.Kind, model.Task) switch
        {
            (OutputKind.Labels, _) => [Label],
            (_, TaskKind.Binary) => model.Classes.IsEmpty
                ? [Core.Drift.PredictionNames.Score]
                : [Core.Drift.PredictionNames.Score, Label],
            (_, TaskKind.Multiclass) => [.. model.Classes.Select(Core.Drift.PredictionNames.ScoreOf), Label],
            _ => [Core.Drift.PredictionNames.Prediction],
        };
}
