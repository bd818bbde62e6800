using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Rollouts;
using Assay.Git;
using Assay.Settings;
using Assay.Targets;
using Assay.Toolkit.Inputs;

namespace Assay.Commands.Rollouts;

/// <summary>What a rollout's command answers: its outputs, its JSON, and lines for people.</summary>
internal static class RolloutOutputs
{
    private static readonly Output PhaseOutput = new(
        "phase",
        "Where the rollout stands: `step`, `promoted`, `rolled-back`, `expired` …"
    );
    private static readonly Output VersionOutput = new("version", "The version that is rolled out");
    private static readonly Output VerdictOutput = new(
        "verdict",
        "The step's verdict: `pass`, `inconclusive`, `no-data`, `fail` or `error`; empty outside of a step"
    );
    private static readonly Output WeightOutput = new("weight", "The version's share in percent");
    private static readonly Output UrlOutput = new("url", "Where requests go");

    /// <summary>All outputs.</summary>
    public static ImmutableArray<Output> All { get; } =
    [PhaseOutput, VersionOutput, VerdictOutput, WeightOutput, UrlOutput];

    public static async Task<ExitCode> TellAsync(
        RolloutAccess access,
        TargetSettings target,
        JournalView view,
        RolloutMove? move,
        CancellationToken cancellationToken
    )
    {
        if (view.History.Last is not { } last)
        {
            access.Context.Runner.SetOutput(PhaseOutput, "");
            return ExitCode.Done;
        }

        using var there = await access.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        await WriteAsync(access, there, last, move, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    public static async Task<ExitCode> TellAsync(
        RolloutAccess access,
        GatewayTarget there,
        Visited visited,
        CancellationToken cancellationToken
    )
    {
        await WriteAsync(access, there, visited.Entry, visited.Move, cancellationToken).ConfigureAwait(false);
        return visited.Entry.State.WentBack ? ExitCode.No
            : visited.Trouble is null ? ExitCode.Done
            : ExitCode.Failed;
    }

    private static async Task WriteAsync(
        RolloutAccess access,
        GatewayTarget there,
        RolloutEntry entry,
        RolloutMove? move,
        CancellationToken cancellationToken
    )
    {
        var (context, analysis) = (access.Context, move?.Analysis ?? entry.Analysis);
        var url = await there.AddressAsync(cancellationToken).ConfigureAwait(false);
        context.Runner.SetOutput(PhaseOutput, KebabCase.Of(entry.State.Phase));
        context.Runner.SetOutput(VersionOutput, entry.Plan.Canary.Version.ToString());
        context.Runner.SetOutput(VerdictOutput, analysis is null ? "" : KebabCase.Of(analysis.Outcome));
        context.Runner.SetOutput(WeightOutput, $"{entry.State.WeightIn(entry.Plan)}");
        context.Runner.SetOutput(UrlOutput, url ?? "");
        if (context.Json)
        {
            context.WriteJson(RolloutAnswer.Of(entry, move, url), RolloutAnswerJson.Default.RolloutAnswer);
            return;
        }

        foreach (var rule in analysis?.Rules ?? [])
        {
            var verdict = rule.Outcome is { } outcome ? KebabCase.Of(outcome) : "not applicable";
            context.Runner.Result($"  {verdict, -14} {rule.Rule}: {rule.Reason}");
        }

        context.Runner.Result($"{RolloutLog.StandingOf(entry)}: {entry.State.Reason}{(url is null ? "" : $"  {url}")}");
    }
}
