using System.Globalization;
using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Toolkit.Inputs;
using Spectre.Console;

namespace Assay.Commands;

/// <summary><c>assay models history</c>: what was in which stage, since when, who put it there, and why.</summary>
internal static class ModelsHistory
{
    private static readonly Input<string> Model = Input.RequiredText("model", "The model") with { Positional = true };
    private static readonly Input<string?> Stage = Input.Text("stage", "Only this stage");

    public static Command Command { get; } =
        new("models history", "Tell what was in which stage, since when, by whom and why", RunAsync)
        {
            Inputs = [Model, Stage],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var registry = await RunLedger.ReadRegistryAsync(context, cancellationToken).ConfigureAwait(false);
        var (model, only) = (context.Inputs.Get(Model), context.Inputs.Get(Stage));
        RegistryNames.MustKnow(registry, model);
        Transition[] moves =
        [
            .. registry
                .StagesOf(model)
                .Where(s => only is null || s == only)
                .SelectMany(s => registry.StageOf(model, s).History.Transitions)
                .OrderBy(t => t.At),
        ];
        if (context.Json)
        {
            context.WriteJson([.. moves.Select(MoveDocument.Of)], RegistryDocuments.Default.MoveDocumentArray);
        }
        else if (moves.Length == 0)
        {
            context.Runner.Info(
                only is null
                    ? $"Nothing of {Quoted.Value(model)} was promoted yet."
                    : $"Nothing of {Quoted.Value(model)} was ever in {Quoted.Value(only)}."
            );
        }
        else
        {
            context.Write(TableOf(moves));
        }

        return ExitCode.Done;
    }

    internal static Table TableOf(IEnumerable<Transition> moves)
    {
        var table = new Table()
            .Border(TableBorder.None)
            .AddColumns("at (UTC)", "stage", "what", "version", "by", "why");
        foreach (var move in moves)
        {
            table.AddRow(
                new Text(move.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                new Text(move.Stage),
                new Text(KebabCase.Of(move.Kind)),
                new Text($"{move.Version}"),
                new Text(move.Actor),
                new Text(Why(move))
            );
        }

        return table;
    }

    private static string Why(Transition move) =>
        string.Join(
            "; ",
            new[]
            {
                move.Reason,
                move.Override is { } reason ? $"overridden: {reason}" : null,
                move.Evidence is { } evidence
                    ? $"verdict {KebabCase.Of(evidence.Outcome)} ({evidence.Run.Abbreviated}, trust {KebabCase.Of(evidence.Trust)})"
                    : null,
            }.OfType<string>()
        );
}
