using Assay.Core.Gates;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>What a gate needs of the rest of its model.</summary>
internal static class GateNeeds
{
    public static IEnumerable<Problem> Of(ModelSettings model, string path) =>
        model.Source.IsWritten(nameof(ModelSettings.Gate))
            ? [.. Data(model, path), .. Evidence(model, path), .. BinaryOnly(model, path)]
            : [];

    private static IEnumerable<Problem> Data(ModelSettings model, string path)
    {
        if (model.Source.HasFailed(nameof(ModelSettings.Data)))
        {
            yield break;
        }

        if (model.Data?.Source.IsWritten(nameof(DataSettings.Validation)) != true)
        {
            yield return AtGate(
                model,
                $"{path}.gate needs {path}.data.validation: the held-out rows that it judges by"
            );
        }

        if (model.Data?.Source.IsWritten(nameof(DataSettings.Target)) != true)
        {
            yield return AtGate(model, $"{path}.gate needs {path}.data.target: the column of the true labels");
        }
    }

    private static IEnumerable<Problem> Evidence(ModelSettings model, string path)
    {
        // Without a train: block, the predictions come with log-run.
        var isScored =
            model.Train is not { } train
            || train.Source.IsWritten(nameof(TrainSettings.Predictions))
            || train.Source.IsWritten(nameof(TrainSettings.Predict))
            || train.Model?.Value.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) == true;
        return isScored
            ? []
            :
            [
                AtGate(
                    model,
                    $"{path}.gate has nothing to judge by: set {path}.train.predictions to the scores that the training writes, "
                        + "train.predict to a command that scores any data, or train.model to an .onnx file"
                ),
            ];
    }

    private static IEnumerable<Problem> BinaryOnly(ModelSettings model, string path)
    {
        if (model.Task == TaskKind.Binary || model.Source.HasFailed(nameof(ModelSettings.Task)))
        {
            yield break;
        }

        if (model.Gate?.Source.IsWritten(nameof(GateSettings.Value)) == true)
        {
            yield return model.Gate.ProblemAt(
                nameof(GateSettings.Value),
                $"{path}.gate.value counts the answers of a binary model; remove it, or set task: binary"
            );
        }
    }

    private static Problem AtGate(ModelSettings model, string message) =>
        model.ProblemAt(nameof(ModelSettings.Gate), message);
}
