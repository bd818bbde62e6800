using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Runs;

namespace Assay.Core.Registry;

/// <summary>What becomes of a request to put a version in a stage.</summary>
public abstract record Promotion
{
    private Promotion() { }

    /// <summary>It may go there.</summary>
    /// <param name="Evidence">The verdict it rests on.</param>
    /// <param name="Judgement">What that verdict says.</param>
    /// <param name="Note">What a reader should know, or null.</param>
    public sealed record Go(PromotionEvidence Evidence, Judgement Judgement, string? Note) : Promotion;

    /// <summary>It is there already.</summary>
    public sealed record Already(Transition Since) : Promotion;

    /// <summary>The answer is no: the verdict on this very model does not let it through.</summary>
    public sealed record No(string Reason) : Promotion;

    /// <summary>The request lacks something; the sentence says what to do.</summary>
    public sealed record Refused(string Reason) : Promotion;

    /// <summary>Decides. The newest verdict on the version's digest counts, whatever older ones said.</summary>
    /// <param name="version">The version.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="history">The stage.</param>
    /// <param name="runs">All runs, newest first.</param>
    /// <param name="overriding">Why a version that went back may go there again, or null.</param>
    public static Promotion Decide(
        ModelVersion version,
        string stage,
        StageHistory history,
        IReadOnlyCollection<RunSummary> runs,
        string? overriding
    )
    {
        if (version.Version.Equals(history.Current))
        {
            return new Already(history.Last!);
        }

        if (history.WentBack.Contains(version.Version) && string.IsNullOrWhiteSpace(overriding))
        {
            return new Refused(
                $"{version} was rolled back from {stage} before; to put it there again all the same, say why: --override REASON"
            );
        }

        return ByVerdict(version, runs) switch
        {
            Go go => go with { Note = NoteOn(go.Judgement, history, stage) },
            var other => other,
        };
    }

    /// <summary>Whether the newest verdict on the version's very model lets it go further, to any stage or into an image.</summary>
    /// <param name="version">The version.</param>
    /// <param name="runs">All runs, newest first.</param>
    /// <returns><see cref="Go"/>, <see cref="No"/> or <see cref="Refused"/>.</returns>
    public static Promotion ByVerdict(ModelVersion version, IReadOnlyCollection<RunSummary> runs)
    {
        var evaluation = runs.FirstOrDefault(r =>
            r.Model == version.Model && r.Judgement?.ModelDigest == version.ModelDigest
        );
        var command = $"'assay evaluate-gate --model {version.Model} --run {version.Run}'";
        return evaluation?.Judgement is not { } judgement
                ? new Refused(
                    $"no verdict on {version} (model {version.ModelDigest.Abbreviated}) is in the ledger: make one with {command}"
                )
            : judgement.Decision != Decision.Accept
                ? new No(
                    $"the verdict on {version} is {KebabCase.Of(judgement.Outcome)}: {judgement.Reason.TrimEnd('.')}. "
                        + $"When its cause is mended, judge again with {command}"
                )
            : new Go(new PromotionEvidence(evaluation.Id, judgement.Outcome, Trust.Local), judgement, null);
    }

    private static string? NoteOn(Judgement judgement, StageHistory history, string stage) =>
        history.Last is { } holds && judgement.Champion is { } champion && champion != holds.Run
            ? $"the verdict compared with run {champion}, and {stage} holds {holds.Version} (run {holds.Run}) by now"
            : null;
}
