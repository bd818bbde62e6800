using Assay.Core.Names;
using Assay.Git;

namespace Assay.Commands;

/// <summary>What a person hears of where a run went.</summary>
internal static class LedgerPush
{
    /// <summary>
    /// Says it; false when the remote should have the run and does not. In a pull request's job a token that can only read
    /// is nothing unusual, and the bundle is what the job was to leave.
    /// </summary>
    /// <param name="context">The command.</param>
    /// <param name="outcome">Where it went.</param>
    /// <param name="isVerdict">Whether it is a verdict, which is taken in from a bundle only where that is asked for.</param>
    public static bool Say(CommandContext context, PushOutcome outcome, bool isVerdict = false)
    {
        switch (outcome)
        {
            case PushOutcome.Pushed { Earlier: > 0 } pushed:
                context.Runner.Info(
                    $"Recorded at {pushed.Remote}, with {pushed.Earlier} earlier ones that waited here."
                );
                return true;
            case PushOutcome.Pushed:
                return true;
            case PushOutcome.Kept:
                context.Runner.Notice("Recorded in this clone only: it has no remote.");
                return true;
            case PushOutcome.HandedOn handed:
                context.Runner.Info(
                    $"A job that may write takes the run in with: {Command(context, handed.Bundle, isVerdict)}"
                );
                return true;
            case PushOutcome.Left { IsRefused: true } left when context.Event.MayLackWriteAccess:
                context.Runner.Notice(
                    $"{left.Remote} takes no run from this job, as is usual in a pull request: {left.Reason}. A job that may "
                        + $"write takes it in with: {Command(context, left.Bundle, isVerdict)}"
                );
                return true;
            case PushOutcome.Left left:
                context.Runner.Error(
                    $"{left.Remote} did not take the run: {left.Reason}. "
                        + $"{WriteAccess.Missing(context, left.Remote, left.Failure)}. The run is kept in this clone and in a "
                        + $"bundle; send it with: {Command(context, left.Bundle, isVerdict)}"
                );
                return false;
            default:
                throw new InvalidOperationException("a run is pushed, kept, handed on or left");
        }
    }

    // Relative, since a container has the workspace at another place than later steps.
    private static string Command(CommandContext context, string bundle, bool isVerdict) =>
        ShellLine.Of([
            "assay",
            "runs",
            "import",
            .. isVerdict ? ["--verdicts"] : (string[])[],
            Path.GetRelativePath(context.Environment.WorkingDirectory, bundle),
        ]);
}
