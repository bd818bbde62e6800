using System.Collections.Immutable;
using System.Text;
using Assay.Core.Names;

namespace Assay.Data;

/// <summary>A CSV file's first line: the delimiter and the columns' names.</summary>
/// <param name="Delimiter">Comma, semicolon, tab or bar: the one that stands most often outside quotes.</param>
/// <param name="Names">The names in order; a column without one is named <c>column0</c> by its place.</param>
internal sealed record CsvHeader(char Delimiter, ImmutableArray<string> Names)
{
    private static readonly ImmutableArray<char> Delimiters = [',', ';', '\t', '|'];

    /// <exception cref="Toolkit.InputError">when a quote is not closed or a name stands twice.</exception>
    internal static CsvHeader Parse(DataFile file, string line)
    {
        var delimiter = Delimiters.MaxBy(d => Split(line, d)?.Count);
        var names =
            Split(line, delimiter)
            ?? throw file.Refused(
                "the header has a quote that does not enclose a whole name; write \" inside a name as \"\", and the name in quotes",
                1
            );
        for (var i = 0; i < names.Count; i++)
        {
            names[i] = names[i].Trim().Length > 0 ? names[i] : $"column{i}";
        }

        var repeated = names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any());
        return repeated is null
            ? new CsvHeader(delimiter, [.. names])
            : throw file.Refused(
                $"the header names {Quoted.List([.. repeated.Distinct(StringComparer.Ordinal)])} twice; give each column its own name",
                1
            );
    }

    /// <summary>The fields of a line, or null when quotes do not enclose whole fields.</summary>
    private static List<string>? Split(string line, char delimiter)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var next = i + 1 < line.Length ? line[i + 1] : delimiter;
            if (line[i] == delimiter && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (line[i] != '"')
            {
                field.Append(line[i]);
            }
            else if (quoted && next == '"')
            {
                field.Append(line[i++]);
            }
            else if (quoted ? next == delimiter : i == 0 || line[i - 1] == delimiter)
            {
                quoted = !quoted;
            }
            else
            {
                return null;
            }
        }

        fields.Add(field.ToString());
        return quoted ? null : fields;
    }
}
