using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Commands.Inits;

/// <summary>The columns of a CSV file and a few values of each, as far as its first lines tell.</summary>
/// <param name="Columns">Names in order.</param>
/// <param name="Values">The values of each column that were seen.</param>
internal sealed record DataGlance(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Values)
{
    private const int MostLines = 2_000;
    private const int MostClasses = 20;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Looks at a file's lines; null when they are no table.</summary>
    public static DataGlance? Of(IEnumerable<string> lines)
    {
        var seen = lines.Take(MostLines).ToList();
        if (seen.Count < 2)
        {
            return null;
        }

        var delimiter = Delimiters.MaxBy(d => seen[0].Count(c => c == d));
        ImmutableArray<string> columns = [.. Split(seen[0])];
        var rows = seen.Skip(1).Select(Split).Where(row => row.Length == columns.Length).ToList();
        return columns.Length < 2
            ? null
            : new DataGlance(columns, [.. columns.Select((_, i) => rows.Select(row => row[i]).ToImmutableArray())]);

        // Quotes that hold a delimiter make a row of another length, which is left out.
        string[] Split(string line) => [.. line.Split(delimiter).Select(cell => cell.Trim().Trim('"'))];
    }

    /// <summary>A column that names rows: called an id, or texts of which each stands once.</summary>
    public string? Id =>
        Columns.FirstOrDefault(c => c is "id" or "uuid" || c.EndsWith("_id", StringComparison.OrdinalIgnoreCase))
        ?? (IsUniqueText(0) ? Columns[0] : null);

    /// <summary>What a model of this column is for, by its values; null when they do not tell.</summary>
    public string? TaskOf(string column)
    {
        var values = Values[Columns.IndexOf(column)].Where(v => v.Length > 0).ToList();
        var classes = values.Distinct(StringComparer.Ordinal).Count();
        var fractional = values.All(IsNumber) && values.Any(v => v.Contains('.', StringComparison.Ordinal));
        return classes < 2 ? null
            : classes == 2 ? "binary"
            : fractional || (classes > MostClasses && values.All(IsNumber)) ? "regression"
            : classes <= MostClasses ? "multiclass"
            : null;
    }

    private bool IsUniqueText(int column) =>
        Values[column].Length > 0
        && Values[column].Distinct(StringComparer.Ordinal).Count() == Values[column].Length
        && !Values[column].All(IsNumber);

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
