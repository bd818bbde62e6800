using System.Collections.Immutable;
using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Runs;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Gating;

/// <summary>Both sides' scores, joined to the labels; what kept them from that is part of the evidence.</summary>
/// <param name="Evidence">What the gate judges by.</param>
/// <param name="Challenger">How the challenger's scores were had.</param>
/// <param name="Champion">How the champion's were, or null.</param>
/// <param name="Notes">What a reader should know, a sentence each.</param>
internal sealed record GateSides(
    GateEvidence Evidence,
    string Challenger,
    string? Champion,
    ImmutableArray<string> Notes
)
{
    private const string NotScored = "could not be scored";

    /// <summary>Scores both sides.</summary>
    public static async Task<GateSides> ScoreAsync(
        SideScorer scorer,
        ModelSettings model,
        GateData data,
        (RunSummary Summary, Run Run) challenger,
        Champion? champion,
        ScratchFolder scratch,
        CancellationToken cancellationToken
    )
    {
        var run = challenger.Run;
        if (run.Status != RunStatus.Finished)
        {
            return Without(
                model,
                champion,
                [$"run {run.Id.Abbreviated} did not finish: {run.Failure ?? run.Status.ToString()}"]
            );
        }

        SideScores one;
        SideScores? other;
        try
        {
            one = await scorer
                .ScoreAsync(challenger.Summary, run, scratch.In("challenger"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (InputError e)
        {
            return Without(model, champion, [.. e.Problems.Select(p => $"the challenger cannot be scored: {p}")]);
        }

        try
        {
            other = champion is null
                ? null
                : await scorer
                    .ScoreAsync(champion.Summary, champion.Run, scratch.In("champion"), cancellationToken)
                    .ConfigureAwait(false);
        }
        catch (InputError e)
        {
            return Without(model, champion, [.. e.Problems.Select(p => $"the champion cannot be scored: {p}")]);
        }

        return Joined(model, data, champion, one, other);
    }

    private static GateSides Joined(
        ModelSettings model,
        GateData data,
        Champion? champion,
        SideScores one,
        SideScores? other
    ) =>
        PredictionJoin.Join(model.Task, data.Rows, one.Predictions, other?.Predictions, model.Data?.Positive) switch
        {
            JoinResult.Joined joined => new GateSides(
                new GateEvidence
                {
                    Challenger = joined.Challenger,
                    Champion = joined.Champion,
                    ChampionName = champion?.Name,
                    Columns = data.Columns(model.Gate?.Slices?.By ?? []),
                    OwnMetrics = model.Metrics,
                    Numbers = data.Numbers(model.Metrics.Values),
                    ChallengerFigures = one.Figures,
                    ChampionFigures = other?.Figures ?? Empty,
                },
                one.How,
                other?.How,
                [.. joined.Notes.Concat(one.Notes).Concat(other?.Notes ?? []).Distinct()]
            ),
            JoinResult.NoData none => Without(model, champion, [none.Reason], Outcome.NoData),
            JoinResult.Refused refused => Without(model, champion, refused.Problems),
            _ => throw new InvalidOperationException("a join is joined, without data or refused"),
        };

    private static ImmutableSortedDictionary<string, double> Empty => ImmutableSortedDictionary<string, double>.Empty;

    private static GateSides Without(
        ModelSettings model,
        Champion? champion,
        ImmutableArray<string> problems,
        Outcome outcome = Outcome.Error
    ) =>
        new(
            new GateEvidence
            {
                Challenger = new LabelledScores(model.Task, [], [], []),
                ChampionName = champion?.Name,
                Problem = new EvidenceProblem(outcome, string.Join("; ", problems)),
            },
            NotScored,
            champion is null ? null : NotScored,
            []
        );

    /// <summary>Where the evidence comes from, for the report.</summary>
    public EvidenceSource Source(GateData data, ImmutableArray<string> alsoNoted) =>
        new(data.Input.Path, data.Input.Sha256, data.Rows.Id, data.Rows.Target, Challenger, Champion)
        {
            Notes = [.. Notes, .. alsoNoted],
        };
}
