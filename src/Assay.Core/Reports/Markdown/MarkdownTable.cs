using System.Text;

namespace Assay.Core.Reports.Markdown;

/// <summary>A table whose cells are encoded already.</summary>
internal sealed class MarkdownTable
{
    private readonly StringBuilder _text = new();

    /// <param name="columns">Headings; one that begins with <c>&gt;</c> stands over numbers, one with <c>=</c> is centred.</param>
    public MarkdownTable(params ReadOnlySpan<string> columns)
    {
        var rule = new StringBuilder("|");
        _text.Append('|');
        foreach (var column in columns)
        {
            _text.Append($" {column.TrimStart('>', '=')} |");
            rule.Append(
                column.StartsWith('>') ? "--:|"
                : column.StartsWith('=') ? ":-:|"
                : "---|"
            );
        }

        _text.Append('\n').Append(rule).Append('\n');
    }

    public void Row(params ReadOnlySpan<string> cells)
    {
        _text.Append('|');
        foreach (var cell in cells)
        {
            _text.Append($" {cell} |");
        }

        _text.Append('\n');
    }

    public override string ToString() => _text.ToString();
}
