using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Evidence;
using Assay.Core.Runs;
using Assay.Data;
using Assay.Git;
using Assay.Models;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Training.Files;

namespace Assay.Commands.Trainings;

/// <summary>
/// The profile of the reference rows and of the model's answers on the validation rows, which a drift check compares live data
/// with. No training fails for want of it.
/// </summary>
/// <param name="Artifact">The file, under the path that the run gives it.</param>
internal sealed record TrainingProfile(CollectedArtifact Artifact)
{
    private const ulong SeedOfPredictions = 1_000_000;

    /// <summary>Writes the profile into a folder; null where there is nothing to tell, or it cannot be made.</summary>
    /// <param name="request">What was trained; <c>data.reference</c> names the rows.</param>
    /// <param name="results">What a training that succeeded left.</param>
    /// <param name="mayShow">Whether values may be recorded.</param>
    /// <param name="folder">Where the file goes.</param>
    /// <param name="warn">Hears why there is none.</param>
    public static async Task<TrainingProfile?> TakeAsync(
        TrainRequest request,
        TrainingResults results,
        bool mayShow,
        string folder,
        Action<string> warn
    )
    {
        if (request.Model.Data is not { Reference: { } reference } data || !mayShow || !results.Problems.IsEmpty)
        {
            return null;
        }

        try
        {
            var profile = ProfileOf(request, results, data, reference);
            var file = new WorkspaceFile(Profile.ArtifactPath, Path.Combine(folder, Profile.FileName));
            await File.WriteAllBytesAsync(file.FullPath, ProfileDocument.Write(profile)).ConfigureAwait(false);
            var (digest, size) = await WorkspaceFiles.DigestAsync(file, CancellationToken.None).ConfigureAwait(false);
            var whole = size + results.Artifacts.Sum(a => a.Size);
            if (size > ArtifactLimits.Default.File || whole > ArtifactLimits.Default.Total)
            {
                warn(
                    $"The profile of {reference.Value} is too large to be kept ({size:N0} bytes); drift-check makes it anew."
                );
                return null;
            }

            return new TrainingProfile(new CollectedArtifact(new(file.Path, digest, size), file.FullPath));
        }
        catch (InputError e)
        {
            warn($"There is no profile of {reference.Value} for drift checks: {e.Message}");
            return null;
        }
    }

    /// <summary>A run with its artifacts, the profile among them.</summary>
    public static RunFolder FolderOf(Run run, string workspace, TrainingProfile? profile)
    {
        var folder = new RunFolder(run, workspace);
        return profile is null
            ? folder
            : folder with
            {
                Elsewhere = folder.Elsewhere.Add(profile.Artifact.Artifact.Path, profile.Artifact.FullPath),
            };
    }

    private static Profile ProfileOf(
        TrainRequest request,
        TrainingResults results,
        DataSettings data,
        RepositoryPath reference
    )
    {
        var (columns, rows) = TableProfile.Read(
            FileOf(request, reference),
            [.. new[] { data.Id, data.Target }.OfType<string>()],
            like: []
        );
        var digest = results.Artifacts.FirstOrDefault(a => a.Path == results.ModelPath)?.Sha256;
        var profile = new Profile(request.Model.Name, digest, columns, Predictions(request, results, data));
        profile.AddRows(rows);
        return profile;
    }

    private static ImmutableArray<ColumnProfile> Predictions(
        TrainRequest request,
        TrainingResults results,
        DataSettings data
    )
    {
        if (data is not { Validation: { } validation, Target: { } target })
        {
            return [];
        }

        var rows = ValidationData.Read(FileOf(request, validation), target, data.Id);
        var predictions =
            results.PredictionsPath is { } path ? PredictionsFile.Read(DataFile.In(request.Workspace, path), data.Id)
            : results.ModelPath is { } model && OnnxFile.IsNamedSo(model) ? Scored(request, model, rows)
            : null;
        return
            predictions is not null
            && PredictionJoin.Join(request.Model.Task, rows, predictions, positive: data.Positive)
                is JoinResult.Joined joined
            ? PredictionProfile.Of(joined.Challenger, SeedOfPredictions)
            : [];
    }

    private static Predictions Scored(TrainRequest request, string path, ValidationRows rows)
    {
        using var model = OnnxModel.Open(Path.Combine(request.Workspace, path), path);
        return model.Score(rows, request.Model.Task).Predictions;
    }

    /// <exception cref="InputError">when it is a link that leads out of the workspace.</exception>
    private static DataFile FileOf(TrainRequest request, RepositoryPath path) =>
        new WorkspaceFiles(request.Workspace).Find(path.Value) is [var only]
            ? new DataFile(only.FullPath, path.Value)
            : DataFile.In(request.Workspace, path.Value);
}
