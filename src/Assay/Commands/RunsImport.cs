using Assay.Git;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay runs import</c>: takes in the runs of a bundle and sends them to the remote.</summary>
internal static class RunsImport
{
    private static readonly Input<string> Bundle = Input.RequiredPath("bundle", "A bundle that a run was left in") with
    {
        Positional = true,
    };

    public static Command Command { get; } =
        new("runs import", "Take in the runs of a bundle, and send them to the remote", RunAsync)
        {
            Description =
                "A bundle is what is left when the remote does not take a run, or what a job without a token hands on. It may "
                + "come from anyone: it is refused whole when anything in it is not as a run must be.",
            Inputs = [Bundle],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var ledger = await Ledger
            .OpenAsync(repository, context.Clock, w => context.Runner.Warning(w), cancellationToken)
            .ConfigureAwait(false);
        var (runs, outcome) = await ledger
            .ImportAsync(context.Inputs.Get(Bundle), cancellationToken)
            .ConfigureAwait(false);
        var sent = LedgerPush.Say(context.Runner, outcome);
        if (context.Json)
        {
            context.WriteJson(
                new ImportedDocument(1, [.. runs.Select(r => r.ToString())], outcome is PushOutcome.Pushed),
                RegistryAnswers.Default.ImportedDocument
            );
        }
        else
        {
            context.Runner.Result(
                $"{runs.Length} {(runs.Length == 1 ? "run" : "runs")} taken in: {string.Join(", ", runs)}"
            );
        }

        return sent ? ExitCode.Done : ExitCode.Failed;
    }
}
