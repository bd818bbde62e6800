using System.Collections.Immutable;
using System.Text;

namespace Assay.Core.Reports.Html;

/// <summary>
/// A table that folds into cards on a narrow screen: each cell knows its column's heading, and the roles that the folding
/// would take away from screen readers are written out. Headings are plain text, cells are encoded already.
/// </summary>
internal sealed class HtmlTable
{
    private readonly StringBuilder _rows = new();
    private readonly ImmutableArray<(string Heading, string Class)> _columns;

    /// <param name="columns">Headings, and the class of each column's cells: <c>number</c>, <c>wide</c> or nothing.</param>
    public HtmlTable(params ReadOnlySpan<(string Heading, string Class)> columns) => _columns = [.. columns];

    /// <summary>A row; the first cell heads it, empty cells are left out of its card.</summary>
    public void Row(string rowClass, params ReadOnlySpan<string> cells)
    {
        _rows.Append($"<tr role=\"row\" class=\"{rowClass}\"><th role=\"rowheader\" scope=\"row\">{cells[0]}</th>");
        for (var i = 1; i < cells.Length; i++)
        {
            var (heading, cellClass) = _columns[i];
            var classes = cells[i].Length == 0 ? $"{cellClass} none" : cellClass;
            _rows.Append(
                $"<td role=\"cell\" class=\"{classes}\" data-label=\"{HtmlText.Of(heading, VisibleText.NameLength)}\"><span>{cells[i]}</span></td>"
            );
        }

        _rows.Append("</tr>\n");
    }

    /// <summary>The table under a caption that only screen readers get.</summary>
    public string Write(string caption)
    {
        var headings = _columns.Select(column =>
            $"<th role=\"columnheader\" scope=\"col\" class=\"{column.Class}\">{HtmlText.Name(column.Heading)}</th>"
        );
        return $"<table role=\"table\">\n<caption class=\"unseen\">{caption}</caption>\n"
            + $"<thead role=\"rowgroup\"><tr role=\"row\">{string.Concat(headings)}</tr></thead>\n"
            + $"<tbody role=\"rowgroup\">\n{_rows}</tbody>\n</table>\n";
    }
}
