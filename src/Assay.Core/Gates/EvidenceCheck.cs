using Assay.Core.Reports;

namespace Assay.Core.Gates;

/// <summary>Whether scores can be judged by at all.</summary>
internal static class EvidenceCheck
{
    /// <summary>The reason of every rule that rests on scores when there are no usable ones.</summary>
    public const string NotJudged = "not judged, for want of usable scores";

    /// <summary>What keeps the gate from judging by scores; null when nothing does.</summary>
    /// <exception cref="ArgumentException">when the two sides are not about the same rows.</exception>
    public static EvidenceProblem? Of(GateEvidence evidence)
    {
        var (challenger, champion) = (evidence.Challenger, evidence.Champion);
        if (
            champion is not null
            && (champion.Task != challenger.Task || !champion.Labels.SequenceEqual(challenger.Labels))
        )
        {
            throw new ArgumentException(
                "both sides must be scored on the same rows in the same order",
                nameof(evidence)
            );
        }

        if (evidence.Problem is { } problem)
        {
            return problem;
        }

        return challenger.Count == 0
            ? new EvidenceProblem(
                Outcome.NoData,
                "0 rows of validation data have scores: check that the predictions are of the validation data"
            )
            : Labels(challenger)
                ?? Scores("challenger", challenger)
                ?? (champion is null ? null : Scores("champion", champion));
    }

    private static EvidenceProblem? Labels(LabelledScores rows)
    {
        var expected = rows.Task switch
        {
            TaskKind.Binary => "0 or 1",
            TaskKind.Multiclass => $"a class from 0 to {rows.Width - 1}",
            _ => "a finite number",
        };
        var wrong = rows.Labels.Count(label =>
            rows.Task switch
            {
                TaskKind.Binary => label is not (0 or 1),
                TaskKind.Multiclass => !(label >= 0 && label < rows.Width && label == Math.Floor(label)),
                _ => !double.IsFinite(label),
            }
        );
        return wrong == 0
            ? null
            : new EvidenceProblem(
                Outcome.Error,
                $"{Share(wrong, rows.Count)} labels of the validation data are not {expected}: mend or drop these rows"
            );
    }

    private static EvidenceProblem? Scores(string side, LabelledScores rows)
    {
        var wrong = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var score in rows.Scores.AsSpan(row * rows.Width, rows.Width))
            {
                if (!double.IsFinite(score))
                {
                    wrong++;
                    break;
                }
            }
        }

        return wrong == 0
            ? null
            : new EvidenceProblem(
                Outcome.Error,
                $"{Share(wrong, rows.Count)} scores of the {side} are not a number (NaN or infinite): "
                    + (
                        wrong == rows.Count
                            ? "the model or what scores it is broken"
                            : "find out which inputs the model cannot score, or drop these rows from the validation data"
                    )
            );
    }

    private static string Share(int some, int all) =>
        some == all ? $"all {Numbers.Count(all)}" : $"{Numbers.Count(some)} of {Numbers.Count(all)}";
}
