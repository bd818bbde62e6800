using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Training.Files;
using Assay.Training.Logs;

namespace Assay.Commands.Trainings;

/// <summary>What a training left: artifacts and metrics, and what is wrong with them.</summary>
internal sealed record TrainingResults
{
    private const long LargestLog = 32_000_000;

    public ImmutableArray<Artifact> Artifacts { get; init; } = [];

    public string? ModelPath { get; init; }

    public string? PredictionsPath { get; init; }

    public ImmutableSortedDictionary<string, MetricSeries> Metrics { get; init; } =
        ImmutableSortedDictionary.Create<string, MetricSeries>(StringComparer.Ordinal);

    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>With an artifact more, if there is one.</summary>
    public TrainingResults With(Artifact? artifact) =>
        artifact is null ? this : this with { Artifacts = Artifacts.Add(artifact) };

    /// <summary>Of a command that succeeded: all that it was to write.</summary>
    public static async Task<TrainingResults> CollectAsync(
        TrainRequest request,
        OutputSnapshot before,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var files = new WorkspaceFiles(request.Workspace);
        var train = request.Train;
        try
        {
            ImmutableArray<Problem> missing =
            [
                .. Missing(request, files, before, train.Model, nameof(train.Model), "model"),
                .. Missing(request, files, before, train.Predictions, nameof(train.Predictions), "predictions"),
                .. Missing(request, files, before, train.Metrics, nameof(train.Metrics), "metrics"),
            ];
            if (!missing.IsEmpty)
            {
                return new TrainingResults { Problems = missing };
            }

            var kept = new[] { train.Model?.Value, train.Predictions?.Value }.OfType<string>();
            var artifacts = await ArtifactDigests.TakeAsync(files, kept, cancellationToken).ConfigureAwait(false);
            return new TrainingResults
            {
                Artifacts = [.. artifacts.Select(a => a.Artifact)],
                ModelPath = train.Model is { } model ? FileOf(model, files, train) : null,
                PredictionsPath = train.Predictions?.Value,
                Metrics = await MetricsAsync(files, train.Metrics?.Value, at, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (InputError wrong)
        {
            return new TrainingResults { Problems = wrong.Problems };
        }
    }

    /// <summary>Of a command that did not succeed: the metrics that it logged before, where they can be read.</summary>
    public static async Task<TrainingResults> CollectPartialAsync(
        TrainRequest request,
        OutputSnapshot before,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return request.Train.Metrics?.Value is { } path && before.IsWritten(path)
                ? new TrainingResults
                {
                    Metrics = await MetricsAsync(new WorkspaceFiles(request.Workspace), path, at, cancellationToken)
                        .ConfigureAwait(false),
                }
                : new TrainingResults();
        }
        catch (InputError)
        {
            // The command failed, and says so; that it left half a file is no news.
            return new TrainingResults();
        }
    }

    /// <summary>The metrics in a file of the workspace; none when no file is named.</summary>
    /// <exception cref="InputError">when it cannot be read.</exception>
    public static async Task<ImmutableSortedDictionary<string, MetricSeries>> MetricsAsync(
        WorkspaceFiles files,
        string? path,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        path is null
            ? new TrainingResults().Metrics
            : MetricsFile.Parse(await TextAsync(files, path, cancellationToken).ConfigureAwait(false), path, at);

    /// <summary>The params in a file of the workspace; none when no file is named.</summary>
    /// <exception cref="InputError">when it cannot be read.</exception>
    public static async Task<ImmutableSortedDictionary<string, string>> ParamsAsync(
        WorkspaceFiles files,
        string? path,
        CancellationToken cancellationToken
    ) =>
        path is null
            ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            : ParamsFile.Parse(await TextAsync(files, path, cancellationToken).ConfigureAwait(false), path);

    private static async Task<string> TextAsync(WorkspaceFiles files, string path, CancellationToken cancellationToken)
    {
        var file = files.Find(path) is [var only]
            ? only
            : throw new InputError(
                Directory.Exists(Path.Combine(files.Root, path))
                    ? "is a folder; expected one file"
                    : "expected a file here, and there is none",
                new SourceLocation(path)
            );
        var size = new FileInfo(file.FullPath).Length;
        return size <= LargestLog
            ? await File.ReadAllTextAsync(file.FullPath, cancellationToken).ConfigureAwait(false)
            : throw new InputError(
                $"has {size:N0} bytes; at most {LargestLog:N0} are read: log fewer steps",
                new SourceLocation(path)
            );
    }

    private static IEnumerable<Problem> Missing(
        TrainRequest request,
        WorkspaceFiles files,
        OutputSnapshot before,
        RepositoryPath? output,
        string property,
        string what
    )
    {
        if (output is not null && !before.IsWritten(output.Value))
        {
            var state = files.Find(output.Value).IsEmpty ? "does not exist" : "is from before this training";
            yield return new Problem(
                $"the command wrote no {what}: {Quoted.Value(output.Value)} {state}. It must write the file that "
                    + $"models.{request.Model.Name}.train.{property.ToLowerInvariant()} names",
                request.Train.LocationOf(property)
            );
        }
    }

    private static string FileOf(RepositoryPath model, WorkspaceFiles files, TrainSettings train) =>
        model.Value.Split('/')[^1] == Run.MlflowModelFile
            ? throw new InputError(
                $"{Quoted.Value(model.Value)} only describes a model: name the folder that MLflow saved it in, which holds the rest",
                train.LocationOf(nameof(train.Model))
            )
        : files.Find(model.Value).Select(f => f.Path).ToList() is var found && found.Contains(model.Value) ? model.Value
        : found.Contains($"{model.Value}/{Run.MlflowModelFile}") ? $"{model.Value}/{Run.MlflowModelFile}"
        : throw new InputError(
            $"the model {Quoted.Value(model.Value)} is a folder without a file {Run.MlflowModelFile}: save it with MLflow's "
                + "save_model, or name the model's file",
            train.LocationOf(nameof(train.Model))
        );
}
