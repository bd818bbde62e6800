using Assay.Core.Registry;
using Assay.Core.Runs;

namespace Assay.Core.Rollouts;

/// <summary>What becomes of a request to roll a version out.</summary>
public abstract record RolloutStart
{
    private RolloutStart() { }

    /// <summary>It may begin.</summary>
    /// <param name="Evidence">The verdict that it rests on.</param>
    public sealed record Go(PromotionEvidence Evidence) : RolloutStart;

    /// <summary>A rollout of that very version is under way already.</summary>
    public sealed record UnderWay(RolloutEntry Entry) : RolloutStart;

    /// <summary>It serves there already.</summary>
    public sealed record Already : RolloutStart;

    /// <summary>The answer is no: the verdict on this very model does not let it through.</summary>
    public sealed record No(string Reason) : RolloutStart;

    /// <summary>The request lacks something; the sentence says what to do.</summary>
    public sealed record Refused(string Reason) : RolloutStart;

    /// <summary>Decides.</summary>
    /// <param name="version">The version.</param>
    /// <param name="target">The target's name.</param>
    /// <param name="history">What was rolled out there before.</param>
    /// <param name="stage">The stage that follows the target; null when none does.</param>
    /// <param name="runs">All runs, newest first.</param>
    /// <param name="overriding">Why a version that went back may be rolled out again, or null.</param>
    public static RolloutStart Decide(
        ModelVersion version,
        string target,
        RolloutHistory history,
        StageHistory? stage,
        IReadOnlyCollection<RunSummary> runs,
        string? overriding
    )
    {
        if (history.UnderWay is { } entry)
        {
            return entry.Plan.Canary.Version.Equals(version.Version)
                ? new UnderWay(entry)
                : new Refused(
                    $"{entry.Plan.Canary.Version} is being rolled out to {target}: end that first, with "
                        + $"'assay deploy-canary abort --model {version.Model} --target {target}' or by letting it go on"
                );
        }

        if (version.Version.Equals(history.Serves?.Version))
        {
            return new Already();
        }

        if (
            (history.WentBack.Contains(version.Version) || stage?.WentBack.Contains(version.Version) == true)
            && string.IsNullOrWhiteSpace(overriding)
        )
        {
            return new Refused(
                $"{version} went back from {target} before{Why(history, version.Version)}; to roll it out there again all the same, say why: --override REASON"
            );
        }

        return Promotion.ByVerdict(version, runs) switch
        {
            Promotion.Go go => new Go(go.Evidence),
            Promotion.No no => new No(no.Reason),
            Promotion.Refused refused => new Refused(refused.Reason),
            _ => throw new InvalidOperationException("a verdict lets a version through, or it does not"),
        };
    }

    private static string Why(RolloutHistory history, SemanticVersion version) =>
        history.Entries.LastOrDefault(e => e.State.WentBack && e.Plan.Canary.Version.Equals(version)) is { } back
            ? $" ({back.State.Reason})"
            : "";
}
