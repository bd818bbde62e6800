using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Tables;

namespace Assay.Core.Evidence;

/// <summary>Numbers out of score columns, in the order of the validation rows.</summary>
internal static class ScoreReading
{
    private const double SumTolerance = 1e-3;

    /// <summary>Reads n × width scores, row-major.</summary>
    /// <param name="coding">Task and classes.</param>
    /// <param name="columns">Where the scores are.</param>
    /// <param name="source">The predictions as messages name them.</param>
    /// <param name="positions">For each validation row, the position of its prediction.</param>
    /// <returns>The scores with notes, or the problem.</returns>
    internal static (double[]? Scores, ImmutableArray<string> Notes, string? Problem) Read(
        LabelCoding coding,
        ScoreColumns columns,
        string source,
        int[] positions
    )
    {
        var (scores, problem) = columns.HardLabels is { } hard
            ? OneHot(coding, hard, source, positions)
            : Numbers(columns.Scores, source, positions);
        return scores is null
            ? (null, [], problem)
            : (scores, [.. Notes(coding, scores, source, columns.HardLabels is not null)], null);
    }

    private static (double[]?, string?) Numbers(ImmutableArray<TableColumn?> columns, string source, int[] positions)
    {
        var scores = new double[positions.Length * columns.Length];
        for (var k = 0; k < columns.Length; k++)
        {
            if (columns[k] is TextColumn text)
            {
                return (null, NotNumbers(text, source));
            }

            if (columns[k] is not NumberColumn numbers)
            {
                continue;
            }

            var unusable = positions.Count(p => !double.IsFinite(numbers.Values[p]));
            if (unusable > 0)
            {
                var first = positions.First(p => !double.IsFinite(numbers.Values[p]));
                return (
                    null,
                    $"{unusable:N0} of {positions.Length:N0} values in column {Quoted.Value(numbers.Name)} of {source} {(unusable == 1 ? "is" : "are")} missing or not finite, the first in row {first + 1:N0}; a score is a number in every row"
                );
            }

            for (var row = 0; row < positions.Length; row++)
            {
                scores[(row * columns.Length) + k] = numbers.Values[positions[row]];
            }
        }

        return (scores, null);
    }

    private static (double[]?, string?) OneHot(LabelCoding coding, TableColumn hard, string source, int[] positions)
    {
        var width = coding.Task == TaskKind.Multiclass ? coding.Classes.Length : 1;
        var scores = new double[positions.Length * width];
        for (var row = 0; row < positions.Length; row++)
        {
            var label = hard.Text(positions[row]);
            var index = label is null ? -1 : coding.Classes.IndexOf(LabelCoding.Spelling(label));
            if (index < 0)
            {
                return (
                    null,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"column {Quoted.Value(hard.Name)} of {source} holds {(label is null ? "nothing" : Quoted.Value(label))} in row {positions[row] + 1:N0}; expected one of the classes {Quoted.List(coding.Classes)}"
                    )
                );
            }

            if (width == 1)
            {
                scores[row] = index;
            }
            else
            {
                scores[(row * width) + index] = 1;
            }
        }

        return (scores, null);
    }

    private static string NotNumbers(TextColumn text, string source)
    {
        var row = Array.FindIndex(
            text.Values,
            v => v is not null && !double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        );
        return text.Values.All(v => v is null)
                ? $"column {Quoted.Value(text.Name)} of {source} is empty; a score is a number in every row"
            : row < 0
                ? $"column {Quoted.Value(text.Name)} of {source} holds numbers written as text; write them as numbers"
            : $"column {Quoted.Value(text.Name)} of {source} holds {Quoted.Value(text.Values[row]!)} in row {row + 1:N0}; expected a number in every row";
    }

    private static IEnumerable<string> Notes(LabelCoding coding, double[] scores, string source, bool hard)
    {
        if (coding.Task == TaskKind.Regression)
        {
            yield break;
        }

        if (hard || scores.All(s => s is 0 or 1))
        {
            yield return $"{source} holds labels, not probabilities: accuracy, precision, recall and F1 mean what they say; ROC-AUC, log loss and calibration mean little";
        }
        else if (scores.Any(s => s is < 0 or > 1))
        {
            yield return $"scores of {source} lie between {scores.Min():G4} and {scores.Max():G4}, so they are not probabilities: ROC-AUC holds; log loss, Brier score and calibration do not";
        }
        else if (
            coding.Task == TaskKind.Multiclass
            && RowsThatDoNotSumToOne(scores, coding.Classes.Length) is > 0 and var odd
        )
        {
            yield return $"the probabilities of {odd:N0} rows of {source} do not sum to 1";
        }
    }

    private static int RowsThatDoNotSumToOne(double[] scores, int width) =>
        scores.Chunk(width).Count(row => Math.Abs(row.Sum() - 1) > SumTolerance);
}
