using System.Collections.Immutable;
using Assay.Commands.Trainings;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Training;
using Assay.Training.Files;

namespace Assay.Commands;

/// <summary><c>assay log-run</c>: records what something else has made.</summary>
internal static class LogRun
{
    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model in assay.yml");

    private static readonly Input<string?> MetricsPath = Input.Path(
        "metrics",
        "File of metrics: JSON, YAML, CSV or TSV"
    );

    private static readonly Input<string?> ParamsPath = Input.Path("params", "File of params: JSON or YAML");

    private static readonly Input<string?> Predictions = Input.Path(
        "predictions",
        "File of predictions on the validation rows: id and score"
    );

    private static readonly Input<string?> ModelFile = Input.Path(
        "model-file",
        "File that is the model, or folder that MLflow saved one in"
    );

    private static readonly Input<ImmutableArray<string>> Artifacts = Input.List(
        "artifact",
        "File, folder or pattern to keep with the run"
    );

    private static readonly Input<ImmutableArray<KeyValuePair<string, string>>> Tags = Input.Pairs(
        "tag",
        "Tags of the run, each KEY=VALUE"
    );

    private static readonly Output RunIdOutput = new("run-id", "Id of the run.");
    private static readonly Output ModelDigest = new("model-digest", "SHA-256 of the model; empty without one.");

    public static Command Command { get; } =
        new("log-run", "Record metrics, params and artifacts that something else has made", RunAsync)
        {
            Description =
                "For trainings that run elsewhere: in a notebook, on a cluster, in a pipeline of your own. Files lie in the "
                + "repository's folder.",
            Audience = Audience.Jobs,
            Icon = "file-plus",
            Inputs = [Model, MetricsPath, ParamsPath, Predictions, ModelFile, Artifacts, Tags, RunRecording.HandOn],
            Outputs = [RunIdOutput, ModelDigest, RunRecording.Bundle],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // Gather.
        var now = context.Clock.GetUtcNow();
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var model = DeclaredModel.Find(SettingsFile.Read(repository.Root), context.Inputs.Get(Model));
        var files = new WorkspaceFiles(repository.Root);
        var modelPath = ModelIn(repository.Root, context.Inputs.Get(ModelFile));
        var predictionsPath = Inside(repository.Root, Predictions, context.Inputs.Get(Predictions));
        var artifacts = await ArtifactDigests
            .TakeAsync(
                files,
                new[] { WholeModel(modelPath), predictionsPath }
                    .OfType<string>()
                    .Concat(context.Inputs.Get(Artifacts).Select(path => Given(context, repository.Root, files, path))),
                cancellationToken
            )
            .ConfigureAwait(false);
        var metrics = await TrainingResults
            .MetricsAsync(
                files,
                Inside(repository.Root, MetricsPath, context.Inputs.Get(MetricsPath)),
                now,
                cancellationToken
            )
            .ConfigureAwait(false);
        var parameters = await TrainingResults
            .ParamsAsync(files, Inside(repository.Root, ParamsPath, context.Inputs.Get(ParamsPath)), cancellationToken)
            .ConfigureAwait(false);
        var code = await repository.StateAsync(cancellationToken).ConfigureAwait(false);
        var actor = context.Event.Actor ?? await repository.UserAsync(cancellationToken).ConfigureAwait(false);
        var ledger = await Ledger
            .OpenAsync(repository, context.Clock, w => context.Runner.Warning(w), cancellationToken, mayBeStale: true)
            .ConfigureAwait(false);

        // Decide.
        if (metrics.IsEmpty && parameters.IsEmpty && artifacts.IsEmpty)
        {
            throw new InputError("there is nothing to record: give --metrics, --params, --predictions or --artifact");
        }

        foreach (var (name, value) in ForgeVariables.TokensIn(context.Environment.Variables))
        {
            context.Runner.AddMask(name, value);
        }

        var run = MaskedRun.Of(
            new Run
            {
                Id = RunId.New(now, context.Random(10)),
                Model = model.Name,
                Kind = RunKind.Logged,
                Status = RunStatus.Finished,
                StartedAt = now,
                EndedAt = now,
                Params = parameters,
                Tags = TrainingRecord.Tags(context.Inputs.Get(Tags)),
                Metrics = metrics,
                Artifacts = [.. artifacts.Select(a => a.Artifact)],
                ModelPath = modelPath,
                PredictionsPath = predictionsPath,
                Code = code,
                Actor = actor,
            },
            context.Runner.Mask
        );

        // Act.
        context.Runner.SetOutput(RunIdOutput, run.Id.ToString());
        context.Runner.SetOutput(ModelDigest, run.ModelDigest?.ToString() ?? "");
        return await RunRecording
            .AddAsync(context, repository, ledger, new RunFolder(run, repository.Root), cancellationToken)
            .ConfigureAwait(false)
            ? ExitCode.Done
            : ExitCode.Failed;
    }

    private static string Given(CommandContext context, string root, WorkspaceFiles files, string path)
    {
        var inside = Inside(root, Artifacts, context.Environment.FullPath(path))!;
        return files.Find(inside).IsEmpty
            ? throw new InputError($"--artifact {Quoted.Value(path)} names no file; correct the path or pattern")
            : inside;
    }

    private static string? ModelIn(string root, string? path) =>
        Inside(
            root,
            ModelFile,
            path is not null && Directory.Exists(path) ? Path.Combine(path, Run.MlflowModelFile) : path
        );

    // MLflow's description of a model is worth nothing without what lies beside it.
    private static string? WholeModel(string? path) =>
        path is null || Path.GetFileName(path) != Run.MlflowModelFile ? path
        : Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder
        : throw new InputError(
            $"--{ModelFile.Name}: {Run.MlflowModelFile} lies at the repository's root, where all files would be the model; "
                + "save the model in a folder of its own"
        );

    private static string? Inside(string root, Input input, string? path)
    {
        if (path is null)
        {
            return null;
        }

        var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        if (relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative))
        {
            throw new InputError(
                $"{input.Option} {Quoted.Value(path)} lies outside of the repository; copy it into {root}"
            );
        }

        return input.Kind == InputKind.Path && !File.Exists(path)
            ? throw new InputError(
                $"{input.Option} {Quoted.Value(path)} does not exist or is no file; correct the path"
            )
            : relative;
    }
}
