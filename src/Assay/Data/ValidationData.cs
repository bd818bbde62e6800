using Assay.Core.Evidence;
using Assay.Core.Names;
using Assay.Core.Tables;
using Assay.Toolkit;

namespace Assay.Data;

/// <summary>Reads the held-out rows that a gate judges by.</summary>
internal static class ValidationData
{
    /// <summary>Reads the rows in file order and checks that they can be judged by.</summary>
    /// <param name="file">The file.</param>
    /// <param name="target">Column of labels.</param>
    /// <param name="id">Column of ids, or null.</param>
    /// <param name="alsoNeeded">Other columns that must be there: slices, amounts.</param>
    /// <exception cref="InputError">with all that is wrong: missing columns, rows, ids or labels, repeated ids.</exception>
    internal static ValidationRows Read(
        DataFile file,
        string target,
        string? id = null,
        params IEnumerable<string> alsoNeeded
    )
    {
        var table = TableFile.Read(file, target, id);
        List<Problem> problems =
        [
            .. new[] { (target, "data.target"), (id, "data.id") }
                .Concat(alsoNeeded.Select(c => ((string?)c, "the gate")))
                .Where(c => c.Item1 is not null && table.Find(c.Item1) is null)
                .Select(c => Problem(file, Lacks(table, c.Item1!, c.Item2))),
        ];
        if (table.Count == 0)
        {
            problems.Add(Problem(file, "the file holds no rows; expected at least one below the names of the columns"));
        }

        if (problems.Count == 0)
        {
            problems.AddRange(Gaps(file, table, target, "label"));
            problems.AddRange(id is null ? [] : Gaps(file, table, id, "id"));
            problems.AddRange(id is null ? [] : Repeats(file, (TextColumn)table.Find(id)!));
        }

        return problems.Count > 0
            ? throw new InputError([.. problems])
            : new ValidationRows
            {
                Path = file.Shown,
                Target = target,
                Id = id,
                Ids = id is null ? null : Filled(table, id),
                Labels = Filled(table, target),
                Features = table.Without(target, id),
            };
    }

    // As tools write a missing number: no class is called so.
    private static bool IsMissing(string? label) =>
        label is null || label.Equals("nan", StringComparison.OrdinalIgnoreCase);

    private static string[] Filled(Table table, string column) =>
        [.. ((TextColumn)table.Find(column)!).Values.OfType<string>()];

    private static string Lacks(Table table, string column, string asker)
    {
        var nearest = NearestName.Of(column, table.Names) is { } name ? $" Did you mean {Quoted.Value(name)}?" : "";
        return $"there is no column {Quoted.Value(column)}, which {asker} names; the columns are {Quoted.List(table.Names, 20)}.{nearest}";
    }

    private static IEnumerable<Problem> Gaps(DataFile file, Table table, string column, string noun)
    {
        var gaps = ((TextColumn)table.Find(column)!)
            .Values.Select((v, i) => (v, i))
            .Where(p => IsMissing(p.v))
            .ToList();
        if (gaps.Count > 0)
        {
            yield return Problem(
                file,
                $"{gaps.Count:N0} of {table.Count:N0} rows have no {noun} in column {Quoted.Value(column)}, the first is row {gaps[0].i + 1:N0}; fill them in or leave the rows out"
            );
        }
    }

    private static IEnumerable<Problem> Repeats(DataFile file, TextColumn ids)
    {
        var repeated = ids
            .Values.OfType<string>()
            .GroupBy(v => v, StringComparer.Ordinal)
            .Where(g => g.Skip(1).Any())
            .Select(g => g.Key)
            .ToList();
        if (repeated.Count > 0)
        {
            yield return Problem(
                file,
                $"ids stand more than once in column {Quoted.Value(ids.Name)}: {Quoted.List(repeated)}; an id names one row"
            );
        }
    }

    private static Problem Problem(DataFile file, string message) => new(message, new SourceLocation(file.Shown));
}
