using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Assay.Core.Names;
using Assay.Toolkit;

namespace Assay.Training.Logs;

/// <summary>A row of a table, and its line in the file.</summary>
internal sealed record LoggedRow(ImmutableArray<string> Cells, int Line);

/// <summary>A CSV (RFC 4180) or TSV file with a header; blank lines are left out.</summary>
/// <param name="Columns">Names of the columns, each once.</param>
/// <param name="Rows">Rows with as many cells as there are columns.</param>
internal sealed record LoggedTable(ImmutableArray<string> Columns, ImmutableArray<LoggedRow> Rows)
{
    /// <exception cref="InputError">when there is no header, a column stands twice, or rows have other numbers of cells.</exception>
    public static LoggedTable Parse(string text, char separator, string file)
    {
        var rows = Split(text, separator, file).ToImmutableArray();
        if (rows.IsEmpty)
        {
            throw new InputError("the file is empty; its first line must name the columns", new SourceLocation(file));
        }

        ImmutableArray<string> columns = [.. rows[0].Cells.Select(c => c.Trim())];
        var twice = columns.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        var problems = twice
            .Select(c => new Problem($"the column {Quoted.Value(c)} stands here twice", At(file, rows[0])))
            .Concat(
                rows.Skip(1)
                    .Where(row => row.Cells.Length != columns.Length)
                    .Select(row => new Problem(Uneven(row, columns), At(file, row)))
            )
            .Take(20)
            .ToImmutableArray();
        return problems.IsEmpty ? new LoggedTable(columns, rows[1..]) : throw new InputError(problems);
    }

    private static string Uneven(LoggedRow row, ImmutableArray<string> columns) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"this row has {row.Cells.Length} cells, the first line names {columns.Length} columns"
        );

    private static SourceLocation At(string file, LoggedRow row) => new(file, row.Line);

    private static IEnumerable<LoggedRow> Split(string text, char separator, string file)
    {
        var cells = ImmutableArray.CreateBuilder<string>();
        var cell = new StringBuilder();
        var (line, rowLine, quoted) = (1, 1, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                line += c == '\n' ? 1 : 0;
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (quoted)
            {
                throw new InputError(
                    "a quote that is opened in this row is never closed",
                    new SourceLocation(file, rowLine)
                );
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c != '\n')
            {
                cell.Append(c);
            }
            else
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (cells.Count > 1 || cells[0].Length > 0)
                {
                    yield return new LoggedRow(cells.ToImmutable(), rowLine);
                }

                cells.Clear();
                rowLine = ++line;
            }
        }
    }
}
