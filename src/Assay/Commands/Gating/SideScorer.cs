using Assay.Core.Evidence;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Models;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Gating;

/// <summary>
/// Has a run's predictions on today's validation rows, by the strongest evidence there is: an ONNX model is scored here; a
/// predictions file is joined by id; a <c>predict</c> command is run again at the run's own commit.
/// </summary>
internal sealed class SideScorer(
    Ledger ledger,
    GitRepository repository,
    ModelSettings model,
    string validationFile,
    Sha256Digest validationDigest,
    ValidationRows rows,
    CommandContext context
)
{
    /// <summary>Scores a run; <paramref name="scratch"/> is a folder of its own.</summary>
    /// <exception cref="InputError">when its evidence is not usable, or there is none.</exception>
    public async Task<SideScores> ScoreAsync(
        RunSummary summary,
        Run run,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        if (run.ModelArtifact is { } onnx && OnnxFile.IsNamedSo(onnx.Path))
        {
            var file = await ledger.ArtifactAsync(summary, onnx, scratch, cancellationToken).ConfigureAwait(false);
            return SideScores.OfModel(run, file, rows, model.Task, context.Clock);
        }

        if (run.PredictionsArtifact is { } predictions && (model.Train?.Predict is null || AreOfToday(run)))
        {
            var file = await ledger
                .ArtifactAsync(summary, predictions, scratch, cancellationToken)
                .ConfigureAwait(false);
            return SideScores.OfPredictions(run, file, predictions.Path, $"read from {predictions.Path}", rows);
        }

        return model.Train?.Predict is { } predict
            ? await PredictAsync(summary, run, predict, scratch, cancellationToken).ConfigureAwait(false)
            : throw new InputError(
                $"run {run.Id.Abbreviated} has nothing to be judged by: no ONNX model and no predictions; "
                    + "let train.model name an .onnx file, or name train.predictions or train.predict in assay.yml"
            );
    }

    // Predictions on rows that have changed since are of no use where they can be made again.
    private bool AreOfToday(Run run) =>
        run.Inputs.FirstOrDefault(i => i.Path == rows.Path) is not { } input || input.Sha256 == validationDigest;

    private async Task<SideScores> PredictAsync(
        RunSummary summary,
        Run run,
        UserCommand predict,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        if (run.Code is not { Dirty: false } code)
        {
            throw new InputError(
                $"run {run.Id.Abbreviated} was made from files that are in no commit, so train.predict cannot be run "
                    + "again as it was; commit, train again, or name train.predictions"
            );
        }

        // A job that holds a token which may write runs no code of a change that nobody has looked at.
        if (context.Event.PullRequest is not null || context.Event.Name == "workflow_run")
        {
            throw new InputError(
                $"run {run.Id.Abbreviated} has no predictions on these rows, and train.predict is not run while a pull "
                    + "request is judged: let the training write train.predictions"
            );
        }

        var checkout = Directory.CreateDirectory(Path.Combine(scratch, "checkout")).FullName;
        await repository.CheckOutAsync(code.Commit, checkout, cancellationToken).ConfigureAwait(false);
        foreach (var artifact in run.Artifacts)
        {
            await ledger.ArtifactAsync(summary, artifact, checkout, cancellationToken).ConfigureAwait(false);
        }

        var answers = await new PredictCommand(predict, model, checkout, context)
            .RunAsync(run.Id, validationFile, cancellationToken)
            .ConfigureAwait(false);
        return SideScores.OfPredictions(
            run,
            answers,
            "{predictions}",
            $"predicted again at commit {code.Commit[..7]}",
            rows
        );
    }
}
