using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Spectre.Console;

namespace Assay.Commands;

/// <summary><c>assay runs list</c>: the repository's runs, newest first.</summary>
internal static class RunsList
{
    private const int MostMetrics = 4;

    private static readonly Input<string?> Model = Input.Text("model", "Only this model's runs");
    private static readonly Input<RunKind?> Kind = Input.Choice<RunKind>("kind", "Only runs of this kind");
    private static readonly Input<RunStatus?> Status = Input.Choice<RunStatus>("status", "Only runs that ended so");
    private static readonly Input<int?> Limit = Input.Integer(
        "limit",
        "How many; 20 in a table and all in JSON when left out"
    );

    public static Command Command { get; } =
        new("runs list", "List runs, newest first", RunAsync) { Inputs = [Model, Kind, Status, Limit] };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Inputs.Get(Limit) is <= 0 and var wrong)
        {
            throw new InputError($"--limit '{wrong}' is not a number of runs; expected 1 or more");
        }

        var ledger = await RunLedger.OpenToReadAsync(context, cancellationToken).ConfigureAwait(false);
        var all = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var model = context.Inputs.Get(Model);
        var (kind, status) = (context.Inputs.Get(Kind), context.Inputs.Get(Status));
        ImmutableArray<RunSummary> runs =
        [
            .. all.Where(r =>
                (model is null || r.Model == model)
                && (kind is null || r.Kind == kind)
                && (status is null || r.Status == status)
            ),
        ];
        var limit = context.Inputs.Get(Limit) ?? (context.Json ? int.MaxValue : 20);
        if (context.Json)
        {
            context.Runner.Result(RunResult.WriteList(runs.Take(limit)));
        }
        else if (runs.IsEmpty)
        {
            context.Runner.Info(
                all.IsEmpty
                    ? "No runs yet: 'assay train --model NAME' records the first."
                    : $"None of the {all.Length:N0} {(all.Length == 1 ? "run" : "runs")} is such a one; there are runs of {Quoted.List([.. all.Select(r => r.Model).Distinct().Order(StringComparer.Ordinal)])}."
            );
        }
        else
        {
            context.Write(TableOf([.. runs.Take(limit)]));
            context.Runner.Info($"{Math.Min(limit, runs.Length):N0} of {runs.Length:N0} runs");
        }

        return ExitCode.Done;
    }

    private static Table TableOf(ImmutableArray<RunSummary> runs)
    {
        string[] metrics =
        [
            .. runs.SelectMany(r => r.Metrics.Keys)
                .GroupBy(n => n, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Take(MostMetrics)
                .Select(g => g.Key),
        ];
        var table = new Table()
            .Border(TableBorder.None)
            // An id in two halves cannot be copied.
            .AddColumn(new TableColumn("run").NoWrap())
            .AddColumns("model", "kind", "status")
            .AddColumn(new TableColumn("ended (UTC)").NoWrap());
        foreach (var metric in metrics)
        {
            table.AddColumn(new TableColumn(Markup.Escape(metric)).RightAligned());
        }

        table.AddColumns("verdict", "commit");
        foreach (var run in runs)
        {
            table.AddRow([
                run.Id.Abbreviated,
                Markup.Escape(run.Model),
                KebabCase.Of(run.Kind),
                KebabCase.Of(run.Status),
                run.EndedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                .. metrics.Select(m => run.Metrics.TryGetValue(m, out var value) ? Number(value) : ""),
                run.Judgement is { } judgement ? KebabCase.Of(judgement.Outcome) : "",
                run.Code is { } code ? code.Commit[..7] + (code.Dirty ? "+" : "") : "",
            ]);
        }

        return table;
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
