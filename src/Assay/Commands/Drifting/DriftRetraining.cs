using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Drift;
using Assay.Core.Registry;
using Assay.Core.Reports.Drift;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands.Drifting;

/// <summary>The retraining that a drift asks for: claimed in the repository, so that it is begun once, then run as <c>train</c> runs it.</summary>
/// <param name="journal">Where it is claimed.</param>
/// <param name="context">The command's.</param>
internal sealed class DriftRetraining(RetrainingJournal journal, CommandContext context)
{
    private const string RunIdOutput = "run-id";
    private const string ReusedOutput = "reused";

    private LastRetraining? _begun;

    /// <summary>Claims the retraining; it waits where one was not long ago, where tries have failed, or where one begins just now elsewhere.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="version">The version that drifted.</param>
    /// <param name="cooldown">Shortest time between two that succeed.</param>
    /// <param name="patience">After which one that tells no end is taken for failed.</param>
    /// <param name="actor">Who makes the check.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RetrainingStep> BeginAsync(
        DriftReport report,
        SemanticVersion version,
        TimeSpan cooldown,
        TimeSpan patience,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var last = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        var now = context.Clock.GetUtcNow();
        switch (RetrainingTurn.Of(last.Retraining, cooldown, patience, now))
        {
            case RetrainingTurn.Waits waits:
                var before = last.Retraining!;
                return new RetrainingStep(
                    RetrainingState.Waits,
                    $"No retraining was begun: {before.Version} drifted on {Time(before.At)} and one began then; the next may begin on {Time(waits.Until)} (drift.cooldown)."
                );
            case RetrainingTurn.GaveUp gaveUp:
                return new RetrainingStep(
                    RetrainingState.Failed,
                    $"No retraining was begun: {RetrainingTurn.MostAttempts} failed since {Time(last.Retraining!.FirstAt ?? last.Retraining.At)}, and the next may begin on {Time(gaveUp.Until)} "
                        + $"(drift.cooldown); 'assay train --model {report.Model}' shows why."
                );
            case RetrainingTurn.Begins begins:
                var retraining = new Retraining
                {
                    Model = report.Model,
                    Version = version,
                    Columns = [.. report.Drifted.Select(c => c.Name)],
                    Headline = report.Headline,
                    Actor = actor,
                    At = now,
                    Attempt = begins.Attempt,
                    FirstAt = begins.FirstAt,
                };
                _begun = await journal.AppendAsync(retraining, last, cancellationToken).ConfigureAwait(false);
                return _begun is null
                    ? new RetrainingStep(
                        RetrainingState.Waits,
                        "No retraining was begun: another check began one at the same time."
                    )
                    : new RetrainingStep(RetrainingState.Begun, "This check begins a retraining.");
            case var turn:
                throw new InvalidOperationException($"'{turn}' is no turn");
        }
    }

    /// <summary>Trains what was begun, and records how it ended.</summary>
    /// <exception cref="InputError">when assay.yml does not let it.</exception>
    public async Task<RetrainingStep> TrainAsync(
        string model,
        SemanticVersion version,
        CancellationToken cancellationToken
    )
    {
        var given = ImmutableDictionary<string, ImmutableArray<string>>
            .Empty.Add("model", [model])
            .Add("tag", [$"drift={model}@{version}"]);
        var runner = new TrainingRunner(context.Runner);
        var training = context with
        {
            Inputs = InputReader.Read(Train.Command.Inputs, new CommandLineValues(given, []), context.Environment),
            Runner = runner,
            Json = false,
        };
        ExitCode exit;
        try
        {
            exit = await Train.Command.RunAsync(training, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InputError or OperationError)
        {
            await EndAsync(null, cancellationToken).ConfigureAwait(false);
            throw;
        }

        RunId? run = RunId.TryParse(runner.Outputs.GetValueOrDefault(RunIdOutput), out var id) ? id : null;
        await EndAsync(exit == ExitCode.Done ? run : null, cancellationToken).ConfigureAwait(false);
        return exit != ExitCode.Done ? new RetrainingStep(RetrainingState.Failed, Failure(model), run)
            : runner.Outputs.GetValueOrDefault(ReusedOutput) == "true"
                ? new RetrainingStep(
                    RetrainingState.Finished,
                    $"Nothing that the training reads has changed since run {run}, which stands for the retraining: new rows are needed for another model.",
                    run
                )
            : new RetrainingStep(RetrainingState.Finished, $"The retraining made run {run}.", run);
    }

    private string Failure(string model)
    {
        var attempt = _begun?.Retraining?.Attempt ?? 1;
        return attempt < RetrainingTurn.MostAttempts
            ? $"The retraining did not finish, try {attempt} of {RetrainingTurn.MostAttempts}: the next check tries again, or 'assay train --model {model}'."
            : $"The retraining did not finish, the last of {RetrainingTurn.MostAttempts} tries: mend what 'assay train --model {model}' shows.";
    }

    // What is not recorded looks as if its machine had died, and is tried again later.
    private async Task EndAsync(RunId? run, CancellationToken cancellationToken)
    {
        if (_begun is not { Retraining: { } retraining })
        {
            return;
        }

        try
        {
            _ = await journal
                .AppendAsync(
                    retraining with
                    {
                        Succeeded = run is not null,
                        Run = run,
                        EndedAt = context.Clock.GetUtcNow(),
                    },
                    _begun,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (OperationError e)
        {
            context.Runner.Warning($"How the retraining ended is not recorded: {e.Message}");
        }
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
