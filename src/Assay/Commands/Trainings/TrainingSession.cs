using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Runs;
using Assay.Toolkit;
using Assay.Training;
using Assay.Training.Files;
using Assay.Training.Setup;

namespace Assay.Commands.Trainings;

/// <summary>The user's commands of one training: setup, fetch, and the training itself with its retries.</summary>
/// <param name="context">What Program made.</param>
/// <param name="request">What is to be trained.</param>
/// <param name="place">Where.</param>
/// <param name="environment">What the commands see.</param>
/// <param name="id">The run.</param>
/// <param name="cloneFolder">The clone's git directory.</param>
internal sealed class TrainingSession(
    CommandContext context,
    TrainRequest request,
    TrainingPlace place,
    TrainingEnvironment environment,
    RunId id,
    string cloneFolder
)
{
    private readonly WorkspaceFiles _files = new(request.Workspace);

    /// <summary>Prepares the environment, unless that was done here before, and fetches the data.</summary>
    /// <exception cref="OperationError">when one of the two fails.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (request.Setup is { } setup && !place.IsContainer)
        {
            var locks = await InputDigests
                .TakeAsync(_files, LockFiles.Find(_files, request.Model.Folder, setup), cancellationToken)
                .ConfigureAwait(false);
            var stamp = SetupStamp.For(setup, locks, Variables(), cloneFolder);
            if (request.Fresh || !stamp.Exists)
            {
                await RunAsync("Setup", "train.setup", setup, new JobRunner(context.Clock), cancellationToken)
                    .ConfigureAwait(false);
                stamp.Leave();
            }
        }

        if (request.Fetch is { } fetch)
        {
            await RunAsync("Fetch", "data.fetch", fetch, place.Fetcher(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs the training command until it succeeds, is interrupted, or its retries are used up.</summary>
    public async Task<TrainingOutcome> TrainAsync(CancellationToken cancellationToken)
    {
        var started = context.Clock.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            using var group = context.Runner.Group($"Training {request.Model.Name}: {request.Command}");
            using var log = new TrainingLog(context.Runner);
            var end = await place
                .Trainer()
                .RunAsync(Job(request.Command), log.Add, cancellationToken)
                .ConfigureAwait(false);
            log.Dispose();
            group.Dispose();
            if (end.Succeeded || end.Reason == EndReason.Interrupted || attempt > request.Retries)
            {
                return new TrainingOutcome(end, log.Tail, attempt, started, context.Clock.GetUtcNow(), request.Timeout);
            }

            var why = TrainingOutcome.Reason(end, request.Timeout);
            context.Runner.Warning($"Attempt {attempt} of {request.Retries + 1}: {why}. Trying again.");
        }
    }

    private async Task RunAsync(
        string title,
        string key,
        UserCommand command,
        ITrainingRunner runner,
        CancellationToken cancellationToken
    )
    {
        using var group = context.Runner.Group($"{title}: {command}");
        using var log = new TrainingLog(context.Runner);
        var end = await runner.RunAsync(Job(command), log.Add, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (!end.Succeeded)
        {
            throw new OperationError(
                $"{(end.SetupFailed ? "train.setup" : key)} failed, so nothing was trained: "
                    + $"{TrainingOutcome.Reason(end, request.Timeout)}. Its output is above"
            );
        }
    }

    private TrainingJob Job(UserCommand command) =>
        new()
        {
            Command = command,
            Workspace = request.Workspace,
            Folder = request.Folder,
            Environment = Variables(),
            Timeout = request.Timeout,
        };

    private ImmutableSortedDictionary<string, string> Variables()
    {
        var own = new Dictionary<string, string>
        {
            ["ASSAY_RUN_ID"] = id.ToString(),
            // Else what a training printed before it was ended would be lost in its buffer.
            ["PYTHONUNBUFFERED"] = "1",
        };
        return place.IsContainer ? environment.InContainer(own) : environment.InJob(own);
    }
}

/// <summary>What became of the training command.</summary>
/// <param name="End">How the last attempt ended.</param>
/// <param name="LogTail">The last lines it printed, masked.</param>
/// <param name="Attempts">How many attempts there were.</param>
/// <param name="StartedAt">When the first began.</param>
/// <param name="EndedAt">When the last ended.</param>
/// <param name="Limit">The time limit of an attempt.</param>
internal sealed record TrainingOutcome(
    TrainingEnd End,
    string? LogTail,
    int Attempts,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    TimeSpan? Limit
)
{
    private const int Kill = 9;

    // As shells have it.
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <summary>Why it did not succeed, one sentence without a full stop; null when it did.</summary>
    public string? Failure => End.Succeeded ? null : Reason(End, Limit);

    public static string Reason(TrainingEnd end, TimeSpan? limit)
    {
        var what = end.SetupFailed ? "the setup" : "the command";
        return end.Reason switch
        {
            EndReason.TimedOut => $"{what} was stopped at its time limit of {Written(limit)}",
            EndReason.Interrupted => $"{what} was interrupted",
            EndReason.OutOfMemory => $"{what} was killed because memory ran out",
            _ when end.Signal == Kill => $"{what} was killed (exit code 137), as happens when memory runs out",
            _ => string.Create(CultureInfo.InvariantCulture, $"{what} failed with exit code {end.ExitCode}")
                + end.ExitCode switch
                {
                    NotFound => ": a program in it was not found",
                    NotExecutable => ": a file in it is no program, or may not be run",
                    _ => "",
                },
        };
    }

    private static string Written(TimeSpan? limit) =>
        limit is { TotalSeconds: < 120 } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds.TotalSeconds:0.##} s")
            : string.Create(CultureInfo.InvariantCulture, $"{limit?.TotalMinutes:0.##} min");
}
