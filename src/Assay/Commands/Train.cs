using System.Collections.Immutable;
using System.Globalization;
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

/// <summary><c>assay train</c>: a model's training command, run and recorded.</summary>
internal static class Train
{
    private const string FromSettings = " in assay.yml";

    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model in assay.yml");

    private static readonly Input<string?> CommandLine = Input.Text(
        "train-command",
        "Shell line that trains the model"
    ) with
    {
        Fallback = "train.command" + FromSettings,
    };

    private static readonly Input<string?> Setup = Input.Text("setup", "Shell line that prepares the environment") with
    {
        Fallback = "train.setup" + FromSettings,
    };

    private static readonly Input<string?> Image = Input.Text("image", "Container image to train in") with
    {
        Fallback = "train.image" + FromSettings,
    };

    private static readonly Input<bool> InJob = Input.Switch(
        "in-job",
        "Train in the job itself, also where assay.yml names an image"
    );

    private static readonly Input<double?> Timeout = Input.Number(
        "timeout-minutes",
        "Longest time of one attempt, in minutes"
    ) with
    {
        Fallback = "train.timeout" + FromSettings,
    };

    private static readonly Input<int?> Retries = Input.Integer("retries", "Further attempts after a failure") with
    {
        Fallback = "train.retries" + FromSettings,
    };

    private static readonly Input<bool> Fresh = Input.Switch(
        "fresh",
        "Prepare and train also where an equal run is recorded already"
    );

    private static readonly Input<ImmutableArray<KeyValuePair<string, string>>> Tags = Input.Pairs(
        "tag",
        "Tags of the run, each KEY=VALUE"
    );

    public static Command Command { get; } =
        new("train", "Train a model as assay.yml says, and record the run", RunAsync)
        {
            Description =
                "Runs the model's training command in the job itself or in a container, and records params, metrics, model, "
                + "inputs, code, environment and what was used. An equal run that is recorded already is reused.",
            Audience = Audience.Jobs,
            Icon = "play-circle",
            Inputs =
            [
                Model,
                CommandLine,
                Setup,
                Image,
                InJob,
                Timeout,
                Retries,
                Fresh,
                TrainingSurroundings.Secrets,
                Tags,
                RunRecording.HandOn,
            ],
            Outputs = TrainingOutputs.All,
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // Gather.
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var project = SettingsFile.Read(repository.Root);
        var request = Read(context, project, repository.Root);
        request.RequirePlace(context.Environment);
        var environment = TrainingSurroundings.ReadEnvironment(context, request);
        var code = await TrainingSurroundings
            .ReadCodeAsync(context, repository, cancellationToken)
            .ConfigureAwait(false);
        var actor = context.Event.Actor ?? await repository.UserAsync(cancellationToken).ConfigureAwait(false);
        var ledger = await Ledger
            .OpenAsync(repository, context.Clock, w => Warn(context, w), cancellationToken, mayBeStale: true)
            .ConfigureAwait(false);
        var id = RunId.New(context.Clock.GetUtcNow(), context.Random(10));
        var gitFolder = await repository
            .Git.RunAsync(["rev-parse", "--absolute-git-dir"], cancellationToken)
            .ConfigureAwait(false);
        using var alone = await TrainingLock
            .TakeAsync(
                Path.Combine(gitFolder, "assay", $"train-{request.Model.Name}.lock"),
                $"run {id}, process {context.Environment.ProcessId}",
                holder => context.Runner.Notice(Waiting(request, holder)),
                context.Clock,
                cancellationToken
            )
            .ConfigureAwait(false);
        using var place = await TrainingPlace.FindAsync(context, request, cancellationToken).ConfigureAwait(false);
        var session = new TrainingSession(context, request, place, environment, id, repository.CommonDirectory);
        var files = new WorkspaceFiles(repository.Root);

        // Act: the user's commands run without the checkout's credentials, which come back whatever happens.
        var credentials = await TrainingSurroundings
            .HideCredentialsAsync(context, place, repository, cancellationToken)
            .ConfigureAwait(false);
        TrainingOutcome outcome;
        OutputSnapshot before;
        Run started;
        try
        {
            await session.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var inputs = await InputDigests.TakeAsync(files, request.Inputs, cancellationToken).ConfigureAwait(false);
            var parameters = await TrainingResults
                .ParamsAsync(files, request.Train.Params?.Value, cancellationToken)
                .ConfigureAwait(false);
            var fingerprint = await EqualRun
                .FingerprintAsync(request, place, environment, repository, code, inputs, parameters, cancellationToken)
                .ConfigureAwait(false);
            if (
                await EqualRun.FindAsync(ledger, request, fingerprint, cancellationToken).ConfigureAwait(false) is
                { } equal
            )
            {
                return await ReuseAsync(context, repository, ledger, equal, cancellationToken).ConfigureAwait(false);
            }

            started = new Run
            {
                Id = id,
                Model = request.Model.Name,
                Kind = RunKind.Training,
                Status = RunStatus.Failed,
                StartedAt = context.Clock.GetUtcNow(),
                EndedAt = context.Clock.GetUtcNow(),
                Params = parameters,
                Tags = request.Tags,
                Inputs = inputs,
                Code = code,
                Machine = place.Machine,
                Fingerprint = fingerprint,
                Command = request.Command.ToString(),
                Actor = actor,
            };
            before = OutputSnapshot.Take(files, request.Outputs);
            outcome = await session.TrainAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (credentials.Restore())
            {
                context.Runner.Warning("The training changed the repository's git configuration; it was put back.");
            }
        }

        // Decide, and record.
        var results = outcome.End.Succeeded
            ? await TrainingResults
                .CollectAsync(request, before, outcome.EndedAt, CancellationToken.None)
                .ConfigureAwait(false)
            : await TrainingResults
                .CollectPartialAsync(request, before, outcome.EndedAt, CancellationToken.None)
                .ConfigureAwait(false);
        var showsValues = Disclosure.ShowsValues(project, context);
        using var scratch = new ScratchFolder(context.Environment.TempDirectory, context.Random);
        var mayShow = showsValues && outcome.End.Succeeded;
        var profile = await TrainingProfile
            .TakeAsync(request, results, mayShow, scratch.Path, w => context.Runner.Warning(w))
            .ConfigureAwait(false);
        var kept = results.With(profile?.Artifact.Artifact);
        var complete = TrainingRecord.Complete(started, outcome, kept, showsValues);
        var run = MaskedRun.Of(complete.Run, context.Runner.Mask);
        TrainingReport.Say(context, run, outcome, complete.Problems, showsValues);
        TrainingOutputs.Set(context, run, reused: false);
        var pushed = await RunRecording
            .AddAsync(
                context,
                repository,
                ledger,
                TrainingProfile.FolderOf(run, repository.Root, profile),
                cancellationToken
            )
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return pushed && run.Status == RunStatus.Finished ? ExitCode.Done : ExitCode.Failed;
    }

    private static TrainRequest Read(CommandContext context, ProjectSettings project, string root)
    {
        var model = DeclaredModel.Find(project, context.Inputs.Get(Model));
        var train = TrainRequest.SectionOf(model);
        var command = context.Inputs.Get(CommandLine);
        var setup = context.Inputs.Get(Setup);
        var retries = context.Inputs.Get(Retries, train.Retries) ?? 0;
        var minutes = context.Inputs.Get(Timeout);
        if (retries is < 0 or > 10)
        {
            throw new InputError($"--retries '{retries}' is not a number of attempts; expected 0 to 10");
        }

        if (minutes is <= 0 or > 43200)
        {
            throw new InputError($"--timeout-minutes '{minutes}' is no time; expected more than 0 and at most 43200");
        }

        if (context.Inputs.Get(Image) is { } image && !TextAttribute.Fits(image, ImagePattern.Text))
        {
            throw new InputError(
                $"--image {Quoted.Value(image)}: expected {ImagePattern.Expectation}, for example python:3.12-slim"
            );
        }

        return new TrainRequest
        {
            Model = model,
            Train = train,
            Workspace = root,
            Command = command is null ? train.Command : UserCommand.OfShell(command),
            Setup = setup is null ? train.Setup : UserCommand.OfShell(setup),
            Fetch = model.Data?.Fetch,
            Image = context.Inputs.Get(InJob) ? null : context.Inputs.Get(Image) ?? train.Image,
            Timeout = minutes is { } given ? TimeSpan.FromMinutes(given) : train.Timeout,
            Retries = retries,
            Fresh = context.Inputs.Get(Fresh),
            Tags = TrainingRecord.Tags(context.Inputs.Get(Tags)),
        };
    }

    private static async Task<ExitCode> ReuseAsync(
        CommandContext context,
        GitRepository repository,
        Ledger ledger,
        Run equal,
        CancellationToken cancellationToken
    )
    {
        context.Runner.Notice(
            $"Run {equal.Id} of {equal.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC had the same command, inputs, params and "
                + "environment, and stands for this one; --fresh trains all the same."
        );
        TrainingOutputs.Set(context, equal, reused: true);
        TrainingReport.Write(context, equal);
        return await RunRecording
            .BringAsync(context, repository, ledger, equal, cancellationToken)
            .ConfigureAwait(false)
            ? ExitCode.Done
            : ExitCode.Failed;
    }

    // That the ledger cannot be read is usual in a pull request's job, whose checkout keeps no credentials.
    private static void Warn(CommandContext context, string message)
    {
        if (context.Event.MayLackWriteAccess)
        {
            context.Runner.Notice(message);
        }
        else
        {
            context.Runner.Warning(message);
        }
    }

    private static string Waiting(TrainRequest request, string holder) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Another training of '{request.Model.Name}' is under way in this working tree ({holder}), and both would write the same files; waiting for it to end."
        );
}
