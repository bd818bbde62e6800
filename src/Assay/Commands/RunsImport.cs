using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay runs import</c>: takes in the runs of bundles and sends them to the remote.</summary>
internal static class RunsImport
{
    private static readonly Input<ImmutableArray<string>> Bundles = Input.List(
        "bundle",
        "Bundles that runs were left in"
    ) with
    {
        Positional = true,
    };

    private static readonly Input<bool> Verdicts = Input.Switch(
        "verdicts",
        "Take in verdicts too, which whoever made a bundle may have invented: for bundles of your own"
    );

    private static readonly Output RunIdOutput = new("run-id", "Id of the newest training among them; else empty");

    public static Command Command { get; } =
        new("runs import", "Take in the runs of bundles, and send them to the remote", RunAsync)
        {
            Description =
                "A bundle is what is left when the remote does not take a run, or what a job without a token hands on. It may "
                + "come from anyone: when anything in one of them is not as a run must be, none is taken in. Taking one in twice "
                + "changes nothing.",
            Inputs = [Bundles, Verdicts],
            Outputs = [RunIdOutput],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        string[] bundles = [.. context.Inputs.Get(Bundles).Select(context.Environment.FullPath)];
        if (bundles.Length == 0)
        {
            throw new InputError("no bundle was named; expected one or more: assay runs import .assay/*.bundle");
        }

        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var ledger = await Ledger
            .OpenAsync(repository, context.Clock, w => context.Runner.Warning(w), cancellationToken)
            .ConfigureAwait(false);
        var (runs, outcome) = await ledger
            .ImportAsync(bundles, context.Inputs.Get(Verdicts), cancellationToken)
            .ConfigureAwait(false);
        context.Runner.SetOutput(
            RunIdOutput,
            runs.LastOrDefault(r => r.Kind != RunKind.Evaluation)?.Id.ToString() ?? ""
        );
        var sent = LedgerPush.Say(context, outcome);
        if (context.Json)
        {
            context.WriteJson(
                new ImportedDocument(1, [.. runs.Select(r => r.Id.ToString())], outcome is PushOutcome.Pushed),
                RegistryAnswers.Default.ImportedDocument
            );
        }
        else
        {
            context.Runner.Result(
                $"{runs.Length} {(runs.Length == 1 ? "run" : "runs")} taken in: {string.Join(", ", runs.Select(r => r.Id))}"
            );
        }

        return sent ? ExitCode.Done : ExitCode.Failed;
    }
}
