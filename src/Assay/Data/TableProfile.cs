using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Toolkit;

namespace Assay.Data;

/// <summary>Profiles the columns of a file row by row, so that it may be larger than the memory.</summary>
internal static class TableProfile
{
    private const ulong Seed = 1;

    /// <summary>The profiles of all columns but those left out, and how many rows there are.</summary>
    /// <param name="file">The file.</param>
    /// <param name="without">Columns that are no inputs: the id, the label.</param>
    /// <param name="like">
    /// The reference's columns, if there are any: the file's ones are read as the same kinds, and its categories are counted one
    /// by one.
    /// </param>
    /// <exception cref="InputError">when the file is missing, empty, or not readable as what it says it is.</exception>
    internal static (ImmutableArray<ColumnProfile> Columns, long Rows) Read(
        DataFile file,
        IReadOnlyCollection<string?> without,
        ImmutableArray<ColumnProfile> like
    )
    {
        file.MustHaveBytes();
        return EvenLines.Read(file, rows => ReadOnce(rows, without, like));
    }

    private static (ImmutableArray<ColumnProfile> Columns, long Rows) ReadOnce(
        DataFile file,
        IReadOnlyCollection<string?> without,
        ImmutableArray<ColumnProfile> like
    )
    {
        using var reader = new DataFileReader(file);
        var wanted = new WantedKinds(
            [.. like.OfType<CategoryProfile>().Select(c => c.Name)],
            like.OfType<NumberProfile>().Select(c => c.Name).ToHashSet(StringComparer.Ordinal)
        );
        var relation = FileRelation.Of(file, reader, wanted);
        ImmutableArray<RelationColumn> read = [.. relation.Columns.Where(c => !without.Contains(c.Name))];
        var known = like.OfType<CategoryProfile>().ToDictionary(c => c.Name, StringComparer.Ordinal);
        ImmutableArray<ColumnProfile> profiles =
        [
            .. read.Select((c, i) => Empty(c, Seed + (ulong)i, known.GetValueOrDefault(c.Name))),
        ];
        var numbers = profiles.Select(p => p as NumberProfile).ToArray();
        var texts = profiles.Select(p => p as CategoryProfile).ToArray();
        if (read.IsEmpty)
        {
            throw file.Refused(
                "the file holds no columns beside the id and the label; expected those of the model's inputs"
            );
        }

        var rows = reader.Stream(
            read,
            relation.Sql,
            (i, number) =>
            {
                if (numbers[i] is { } column)
                {
                    column.Add(number);
                }
                else
                {
                    texts[i]!.Add(NumberText.Of(number));
                }
            },
            (i, text) => texts[i]!.Add(text)
        );
        return (profiles, rows);
    }

    private static ColumnProfile Empty(RelationColumn column, ulong seed, CategoryProfile? known) =>
        column is { IsNumber: true, AsText: false }
            ? new NumberProfile(column.Name, seed)
            : new CategoryProfile(column.Name, known?.Counts.Select(c => c.Key));
}
