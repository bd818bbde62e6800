using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Drift;
using Assay.Core.Registry;
using Assay.Core.Reports.Drift;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit.Inputs;

namespace Assay.Commands.Drifting;

/// <summary>The retraining that a drift asks for: claimed in the repository, so that it is begun once, then run as <c>train</c> runs it.</summary>
/// <param name="journal">Where it is claimed.</param>
/// <param name="context">The command's.</param>
internal sealed class DriftRetraining(RetrainingJournal journal, CommandContext context)
{
    private const string RunIdOutput = "run-id";
    private const string ReusedOutput = "reused";

    /// <summary>Claims the retraining; it waits where one began less than a cooldown ago, or just now elsewhere.</summary>
    public async Task<RetrainingStep> BeginAsync(
        DriftReport report,
        SemanticVersion version,
        TimeSpan cooldown,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var last = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        var now = context.Clock.GetUtcNow();
        if (Retraining.WaitsUntil(last.Retraining, cooldown, now) is { } until)
        {
            var before = last.Retraining!;
            return new RetrainingStep(
                RetrainingState.Waits,
                $"No retraining was begun: {before.Version} drifted on {Time(before.At)} and one began then; the next may begin on {Time(until)} (drift.cooldown)."
            );
        }

        var retraining = new Retraining
        {
            Model = report.Model,
            Version = version,
            Columns = [.. report.Drifted.Select(c => c.Name)],
            Headline = report.Headline,
            Actor = actor,
            At = now,
        };
        return await journal.AppendAsync(retraining, last, cancellationToken).ConfigureAwait(false)
            ? new RetrainingStep(RetrainingState.Begun, "This check begins a retraining.")
            : new RetrainingStep(
                RetrainingState.Waits,
                "No retraining was begun: another check began one at the same time."
            );
    }

    /// <summary>Trains.</summary>
    /// <exception cref="Toolkit.InputError">when assay.yml does not let it.</exception>
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
        var exit = await Train.Command.RunAsync(training, cancellationToken).ConfigureAwait(false);
        RunId? run = RunId.TryParse(runner.Outputs.GetValueOrDefault(RunIdOutput), out var id) ? id : null;
        return exit != ExitCode.Done
                ? new RetrainingStep(
                    RetrainingState.Failed,
                    $"The retraining did not finish; 'assay train --model {model}' tries again.",
                    run
                )
            : runner.Outputs.GetValueOrDefault(ReusedOutput) == "true"
                ? new RetrainingStep(
                    RetrainingState.Finished,
                    $"Nothing that the training reads has changed since run {run}, which stands for the retraining: new rows are needed for another model.",
                    run
                )
            : new RetrainingStep(RetrainingState.Finished, $"The retraining made run {run}.", run);
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
