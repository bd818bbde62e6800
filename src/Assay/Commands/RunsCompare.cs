using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Spectre.Console;

namespace Assay.Commands;

/// <summary><c>assay runs compare</c>: runs side by side, what differs first.</summary>
internal static class RunsCompare
{
    private const int MostRuns = 20;

    private static readonly Input<ImmutableArray<string>> RunNames = Input.List(
        "runs",
        "Two or more runs: ids, their first digits, or `latest`"
    ) with
    {
        Positional = true,
    };

    private static readonly Input<string?> Model = Input.Text("model", "Only among this model's runs");
    private static readonly Input<bool> All = Input.Switch("all", "Show what is equal, too");

    public static Command Command { get; } =
        new("runs compare", "Compare runs side by side", RunAsync) { Inputs = [RunNames, Model, All] };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = context.Inputs.Get(RunNames);
        if (names.Length is < 2 or > MostRuns)
        {
            throw new InputError(
                $"{names.Length} {(names.Length == 1 ? "run was" : "runs were")} named; expected 2 to {MostRuns}, for example: "
                    + "assay runs compare latest 0199a1c45b2e7d10"
            );
        }

        var ledger = await RunLedger.OpenToReadAsync(context, cancellationToken).ConfigureAwait(false);
        var runs = ImmutableArray.CreateBuilder<Run>();
        foreach (var name in names)
        {
            var summary = await ledger
                .FindAsync(context.Inputs.Get(Model), name, cancellationToken)
                .ConfigureAwait(false);
            runs.Add(await ledger.GetAsync(summary, cancellationToken).ConfigureAwait(false));
        }

        var comparison = RunComparison.Of(runs.ToImmutable());
        if (context.Json)
        {
            context.Runner.Result(RunResult.Write(comparison));
            return ExitCode.Done;
        }

        ImmutableArray<RunComparisonRow> rows = [.. comparison.Rows.Where(r => r.Differs || context.Inputs.Get(All))];
        context.Write(TableOf(comparison.Runs, rows));
        if (rows.Length < comparison.Rows.Length)
        {
            context.Runner.Info($"{comparison.Rows.Length - rows.Length:N0} rows are equal; --all shows them");
        }

        return ExitCode.Done;
    }

    private static Table TableOf(ImmutableArray<Run> runs, ImmutableArray<RunComparisonRow> rows)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("");
        foreach (var run in runs)
        {
            table.AddColumn(run.Id.Abbreviated);
        }

        foreach (var row in rows)
        {
            table.AddRow([new Text($"{row.Kind} {row.Name}"), .. row.Values.Select(v => new Text(v ?? "–"))]);
        }

        return table;
    }
}
