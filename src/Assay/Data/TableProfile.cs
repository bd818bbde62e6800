using System.Collections.Immutable;
using System.Text;
using Assay.Core.Drift;
using Assay.Toolkit;

namespace Assay.Data;

/// <summary>Profiles the columns of a file row by row, so that it may be larger than the memory.</summary>
internal static class TableProfile
{
    private const ulong Seed = 1;

    // A character of UTF-8 has at most 4 bytes; what is longer than a profile counts one by one need not be read whole.
    private const int MostCharacters = 4 * (CategoryProfile.LongestValue + 1);

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
        if (read.IsEmpty)
        {
            throw file.Refused(
                "the file holds no columns beside the id and the label; expected those of the model's inputs"
            );
        }

        var known = like.OfType<CategoryProfile>().ToDictionary(c => c.Name, StringComparer.Ordinal);
        var (profiles, rows) = Profiles(reader, relation, read, known);
        ImmutableArray<RelationColumn> texts =
        [
            .. read.Where((c, i) => c.IsPartly && profiles[i].Missing == rows).Select(c => c.ToText()),
        ];
        if (rows == 0 || texts.IsEmpty)
        {
            return (profiles, rows);
        }

        // Numbers of which none is left: they are read again as what they became.
        var became = Profiles(reader, relation, texts, known)
            .Profiles.ToDictionary(p => p.Name, StringComparer.Ordinal);
        return ([.. profiles.Select(p => became.GetValueOrDefault(p.Name, p))], rows);
    }

    private static (ImmutableArray<ColumnProfile> Profiles, long Rows) Profiles(
        DataFileReader reader,
        FileRelation relation,
        ImmutableArray<RelationColumn> columns,
        Dictionary<string, CategoryProfile> known
    )
    {
        ImmutableArray<ColumnProfile> profiles =
        [
            .. columns.Select((c, i) => Empty(c, Seed + (ulong)i, known.GetValueOrDefault(c.Name))),
        ];
        var numbers = profiles.Select(p => p as NumberProfile).ToArray();
        var texts = profiles.Select(p => p as CategoryProfile).ToArray();
        var rows = reader.Stream(
            columns,
            relation.Sql,
            (i, values) =>
            {
                if (numbers[i] is { } column)
                {
                    column.Add(values);
                }
                else
                {
                    AddAsTexts(texts[i]!, values);
                }
            },
            (i, values) => Add(texts[i]!, values)
        );
        return (profiles, rows);
    }

    private static void AddAsTexts(CategoryProfile column, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            column.Add(NumberText.Of(value));
        }
    }

    private static void Add(CategoryProfile column, TextVector values)
    {
        Span<char> text = stackalloc char[MostCharacters];
        for (var row = 0; row < values.Count; row++)
        {
            if (values.IsMissing(row))
            {
                column.AddMissing();
                continue;
            }

            _ = Encoding.UTF8.TryGetChars(
                values[row][..Math.Min(values[row].Length, MostCharacters)],
                text,
                out var length
            );
            column.Add(text[..length]);
        }
    }

    private static ColumnProfile Empty(RelationColumn column, ulong seed, CategoryProfile? known) =>
        column is { IsNumber: true, AsText: false }
            ? new NumberProfile(column.Name, seed)
            : new CategoryProfile(column.Name, known?.Counts.Select(c => c.Key));
}
