using Assay.Core.Runs;
using Assay.Engine;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Training;
using Assay.Training.Containers;

namespace Assay.Commands.Gating;

/// <summary>
/// The model's <c>train.predict</c>, run in a checkout of its own: in the job itself, or in the image that the model is
/// trained in.
/// </summary>
internal sealed class PredictCommand(UserCommand command, ModelSettings model, string checkout, CommandContext context)
{
    private const string ImageMarker = "ASSAY_IN_IMAGE";

    private readonly TrainSettings _train = model.Train!;

    /// <summary>Runs it on a copy of <paramref name="rows"/>, and gives the path of the predictions that it wrote.</summary>
    /// <exception cref="InputError">when it fails, or there is nothing here to run it in.</exception>
    public async Task<string> RunAsync(RunId run, string rows, CancellationToken cancellationToken)
    {
        if (_train.Image is null && context.Environment.Variable(ImageMarker) is not null)
        {
            throw new InputError(
                "train.predict runs the team's own program, which this image does not have; name train.image, use "
                    + "actions/setup in the job itself, or let the training write train.predictions",
                _train.LocationOf(nameof(TrainSettings.Predict))
            );
        }

        // A name that no commit can have put a link under.
        var own = $"assay-{Convert.ToHexStringLower(context.Random(8))}";
        var folder = Directory.CreateDirectory(Path.Combine(checkout, own)).FullName;
        var data = Path.Combine(folder, "rows" + Path.GetExtension(rows));
        File.Copy(rows, data);
        var predictions = Path.Combine(folder, "predictions.csv");
        var variables = TrainingEnvironment.Build(
            context.Environment.Variables,
            [.. _train.Env.Select(name => new PassedVariable(name, null))],
            []
        );
        Dictionary<string, string> ours = new() { ["ASSAY_RUN_ID"] = run.ToString() };
        var job = new TrainingJob
        {
            Command = Filled(data, predictions),
            Workspace = checkout,
            Folder = Path.Combine(checkout, model.Folder),
            Environment = _train.Image is null ? variables.InJob(ours) : variables.InContainer(ours),
            Timeout = _train.Timeout,
        };
        using var output = context.Runner.Untrusted();
        using var engine = _train.Image is null
            ? null
            : await TrainingImage.EngineAsync(context.Environment.Variables, cancellationToken).ConfigureAwait(false);
        var runner = await RunnerAsync(engine, $"{own}/predictions.csv", cancellationToken).ConfigureAwait(false);
        var end = await runner.RunAsync(job, line => output.Line(line.Text), cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return end.Succeeded
            ? predictions
            : throw new InputError(
                $"train.predict of run {run.Abbreviated} ended with {end.ExitCode} at the run's own commit; its output is above",
                _train.LocationOf(nameof(TrainSettings.Predict))
            );
    }

    private async Task<ITrainingRunner> RunnerAsync(
        DockerEngine? engine,
        string output,
        CancellationToken cancellationToken
    )
    {
        if (engine is null)
        {
            return new JobRunner(context.Clock);
        }

        var login = RegistryLogin.Read(context.Environment.Variables);
        var image = await TrainingImage
            .GetAsync(engine, _train.Image!, login, context.Runner.Info, cancellationToken)
            .ConfigureAwait(false);
        return new ContainerRunner(
            engine,
            image,
            _train.Setup,
            [output],
            context.Environment.MachineName,
            context.Clock
        );
    }

    // In a list of arguments a path is one argument; in a shell's line it is quoted for the shell.
    private UserCommand Filled(string data, string predictions) =>
        command.Shell is { } line
            ? UserCommand.OfShell(
                line.Replace("{data}", Quoted(data), StringComparison.Ordinal)
                    .Replace("{predictions}", Quoted(predictions), StringComparison.Ordinal)
            )
            : UserCommand.OfArguments([
                .. command.Arguments.Select(a =>
                    a.Replace("{data}", data, StringComparison.Ordinal)
                        .Replace("{predictions}", predictions, StringComparison.Ordinal)
                ),
            ]);

    private static string Quoted(string path) => $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
