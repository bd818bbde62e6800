using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Reports;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Commands.Trainings;

/// <summary>What people and scripts hear of a run that was made.</summary>
internal static class TrainingReport
{
    private const int MostMetrics = 8;

    /// <summary>What was wrong, as errors at their places; and a summary for the job's page.</summary>
    public static void Say(
        CommandContext context,
        Run run,
        TrainingOutcome outcome,
        ImmutableArray<Problem> problems,
        bool mayShowLog
    )
    {
        if (outcome.End.LeftRunning is > 0 and var left)
        {
            context.Runner.Warning($"The command left {left} of its processes running; they were ended.");
        }

        if (outcome.Failure is { } failure)
        {
            context.Runner.Error($"The training of '{run.Model}' did not finish: {failure}.");
            if (!mayShowLog)
            {
                context.Runner.Info(
                    "The log's tail is not recorded, as the repository may be public; 'privacy: show' records it."
                );
            }
        }

        foreach (var problem in problems)
        {
            context.Runner.Error(problem.Message, problem.Location);
        }

        context.Runner.AppendSummary(Summary(run));
    }

    /// <summary>The result: the run, as JSON or in a few lines.</summary>
    public static void Write(CommandContext context, Run run)
    {
        if (context.Json)
        {
            context.Runner.Result(RunResult.Write(run));
            return;
        }

        var seconds = (run.EndedAt - run.StartedAt).TotalSeconds;
        var metrics = run.Metrics.Take(MostMetrics).Select(m => $"{m.Key} {Number(m.Value.Last)}").ToList();
        var shown = metrics.Count > 0 ? ": " + string.Join(", ", metrics) : "";
        context.Runner.Result(
            string.Create(
                CultureInfo.InvariantCulture,
                $"run {run.Id} of {run.Model} {Word(run)} in {seconds:0.0} s{shown}"
            )
        );
    }

    private static string Summary(Run run)
    {
        var lines = new List<string>
        {
            $"### Training of {Code(run.Model)}: {Word(run)}",
            "",
            $"Run {Code(run.Id.ToString())}{(run.Failure is { } failure ? $": {Code(failure)}" : "")}",
        };
        if (run.Metrics.Count > 0)
        {
            lines.AddRange(["", "| metric | value |", "| --- | ---: |"]);
            lines.AddRange(run.Metrics.Select(m => $"| {Code(m.Key)} | {Number(m.Value.Last)} |"));
        }

        return string.Join('\n', lines);
    }

    // Inside of back-ticks nothing is Markdown but the back-tick, and in a table the bar.
    private static string Code(string text) =>
        $"`{VisibleText.Of(text).Replace('`', '\'').Replace("|", "¦", StringComparison.Ordinal)}`";

    private static string Word(Run run) => run.Status.ToString().ToLowerInvariant();

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
