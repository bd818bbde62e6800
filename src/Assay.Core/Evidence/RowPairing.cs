using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Names;

namespace Assay.Core.Evidence;

/// <summary>Which prediction belongs to which validation row.</summary>
internal abstract record RowPairing
{
    private RowPairing() { }

    /// <summary>Every row has its prediction.</summary>
    /// <param name="Positions">For each validation row, the position of its prediction.</param>
    /// <param name="Notes">What a reader should know.</param>
    internal sealed record Paired(int[] Positions, ImmutableArray<string> Notes) : RowPairing;

    /// <summary>No row has one.</summary>
    internal sealed record NoData(string Reason) : RowPairing;

    /// <summary>Ids or counts do not allow it.</summary>
    internal sealed record Refused(string Problem) : RowPairing;

    /// <summary>Pairs by id when the rows have ids, and by order when they have none.</summary>
    internal static RowPairing Of(ValidationRows rows, Predictions predictions) =>
        (rows.Ids, predictions.Ids) switch
        {
            (null, _) => ByOrder(rows, predictions),
            (_, null) => new Refused(
                $"{predictions.Source} has no column {Quoted.Value(rows.Id!)} (it has {Quoted.List(predictions.Columns.Names)}); "
                    + $"predictions are joined to {rows.Path} by it: write it beside each prediction"
            ),
            var (wanted, given) => ById(rows, predictions, wanted, given),
        };

    private static RowPairing ByOrder(ValidationRows rows, Predictions predictions)
    {
        if (predictions.Columns.Count == rows.Count)
        {
            return new Paired([.. Enumerable.Range(0, rows.Count)], []);
        }

        return new Refused(
            $"{predictions.Source} has {predictions.Columns.Count:N0} rows and {rows.Path} has {rows.Count:N0}: without ids rows pair by order and the counts must be equal; set data.id and write that column beside each prediction"
        );
    }

    private static RowPairing ById(ValidationRows rows, Predictions predictions, string[] wanted, string[] given)
    {
        var repeated = given
            .GroupBy(id => id, StringComparer.Ordinal)
            .Where(g => g.Skip(1).Any())
            .Select(g => g.Key)
            .ToList();
        if (repeated.Count > 0)
        {
            return new Refused(
                $"ids stand more than once in {predictions.Source}: {Quoted.List(repeated)}; write one prediction an id"
            );
        }

        var (positions, notes) = (Locate(wanted, given), ImmutableArray<string>.Empty);
        if (positions.All(p => p < 0) && AsNumbers(wanted) is { } wantedNumbers && AsNumbers(given) is { } givenNumbers)
        {
            positions = Locate(wantedNumbers, givenNumbers);
            notes =
            [
                $"ids of {predictions.Source} are written otherwise than in {rows.Path} and were compared as numbers",
            ];
        }

        var missing = wanted.Where((_, row) => positions[row] < 0).ToList();
        if (missing.Count == wanted.Length)
        {
            return new NoData($"0 of {given.Length:N0} ids of the predictions are in {rows.Path}");
        }

        if (missing.Count > 0)
        {
            return new Refused(
                $"{missing.Count:N0} of {wanted.Length:N0} rows of {rows.Path} have no prediction in {predictions.Source}: {rows.Id} {Quoted.List(missing)}; write a prediction for every row"
            );
        }

        var extra = given.Length - wanted.Length;
        return new Paired(
            positions,
            extra == 0
                ? notes
                : notes.Add(
                    $"predictions of {predictions.Source} for ids that are not in {rows.Path} are ignored: {extra:N0}"
                )
        );
    }

    private static int[] Locate(string[] wanted, string[] given)
    {
        var positionOf = new Dictionary<string, int>(given.Length, StringComparer.Ordinal);
        for (var i = 0; i < given.Length; i++)
        {
            positionOf[given[i]] = i;
        }

        return [.. wanted.Select(id => positionOf.GetValueOrDefault(id, -1))];
    }

    /// <summary>The ids in one spelling of numbers (<c>007</c>, <c>7</c> and <c>7.0</c> alike), or null when one is not a number or two become one.</summary>
    private static string[]? AsNumbers(string[] ids)
    {
        var numbers = new string[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            if (!decimal.TryParse(ids[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers[i] = number.ToString("G29", CultureInfo.InvariantCulture);
        }

        return numbers.Distinct(StringComparer.Ordinal).Count() == numbers.Length ? numbers : null;
    }
}
