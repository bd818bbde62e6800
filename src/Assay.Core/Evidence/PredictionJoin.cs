using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Names;

namespace Assay.Core.Evidence;

/// <summary>Joins what the models answered to the true labels.</summary>
public static class PredictionJoin
{
    /// <summary>
    /// Joins both sides to the labels by id (by order when the rows have no ids), finds the columns of scores by the
    /// names in <c>docs/predictions.md</c>, and codes the labels: both sides get the same classes.
    /// </summary>
    /// <param name="task">Binary, multiclass or regression; ranking is refused.</param>
    /// <param name="rows">The validation rows, at least one.</param>
    /// <param name="challenger">The candidate's predictions: a score of every class that the labels hold.</param>
    /// <param name="champion">The champion's, or null; a class that it does not know gets the score 0, with a note.</param>
    /// <param name="positive">The positive class of a binary task; null takes the 1, true, yes, or else the last in ordinal order.</param>
    public static JoinResult Join(
        TaskKind task,
        ValidationRows rows,
        Predictions challenger,
        Predictions? champion = null,
        string? positive = null
    )
    {
        var labels = rows.Labels.Select(LabelCoding.Spelling).ToHashSet(StringComparer.Ordinal);
        Predictions[] sides = champion is null ? [challenger] : [challenger, champion];
        var scored = task == TaskKind.Multiclass ? sides.SelectMany(s => ScoreColumns.ClassesIn(s, labels)) : [];
        var (coding, problem) = LabelCoding.Of(task, rows, positive, scored);
        if (coding is null)
        {
            return new JoinResult.Refused([problem!]);
        }

        var joined = sides.Select((side, i) => Side(coding, rows, side, old: i > 0)).ToList();
        var problems = joined.SelectMany(j => j.Problems).ToImmutableArray();
        if (!problems.IsEmpty)
        {
            return new JoinResult.Refused(problems);
        }

        return joined.Select(j => j.NoData).FirstOrDefault(reason => reason is not null) is { } reason
            ? new JoinResult.NoData(reason)
            : new JoinResult.Joined(
                joined[0].Scores!,
                joined.ElementAtOrDefault(1)?.Scores,
                [.. new[] { coding.Note }.OfType<string>().Concat(joined.SelectMany(j => j.Notes)).Distinct()]
            );
    }

    private static JoinedSide Side(LabelCoding coding, ValidationRows rows, Predictions predictions, bool old)
    {
        var pairing = RowPairing.Of(rows, predictions);
        var (columns, problem) = ScoreColumns.Find(coding, predictions);
        if (pairing is RowPairing.NoData none)
        {
            return new JoinedSide(NoData: none.Reason);
        }

        if (pairing is not RowPairing.Paired paired || columns is null)
        {
            return JoinedSide.Refused((pairing as RowPairing.Refused)?.Problem, problem);
        }

        var unknown = Unknown(coding, columns);
        if (unknown.Count > 0 && !old)
        {
            return JoinedSide.Refused(
                $"{predictions.Source} has no column of scores for {Quoted.List(unknown)}, which {Quoted.Value(rows.Target)} of {rows.Path} holds (its columns are {Quoted.List(predictions.Columns.Names)}); write one column a class"
            );
        }

        var (scores, notes, unreadable) = ScoreReading.Read(coding, columns, predictions.Source, paired.Positions);
        return scores is null
            ? JoinedSide.Refused(unreadable)
            : new JoinedSide(new LabelledScores(coding.Task, coding.Classes, coding.Labels, scores))
            {
                Notes =
                [
                    .. paired.Notes,
                    .. notes,
                    .. unknown.Select(c =>
                        $"{predictions.Source} does not know the class {Quoted.Value(c)}: its score is 0"
                    ),
                ],
            };
    }

    private static List<string> Unknown(LabelCoding coding, ScoreColumns columns)
    {
        var held = coding.Labels.Distinct().ToHashSet();
        return columns.HardLabels is not null || coding.Task != TaskKind.Multiclass
            ? []
            : [.. coding.Classes.Where((_, k) => columns.Scores[k] is null && held.Contains(k))];
    }

    private sealed record JoinedSide(LabelledScores? Scores = null, string? NoData = null)
    {
        public ImmutableArray<string> Notes { get; init; } = [];

        public ImmutableArray<string> Problems { get; private init; } = [];

        public static JoinedSide Refused(params IEnumerable<string?> problems) =>
            new() { Problems = [.. problems.OfType<string>()] };
    }
}
