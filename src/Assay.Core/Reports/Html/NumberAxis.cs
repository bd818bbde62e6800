using System.Globalization;
using System.Text;

namespace Assay.Core.Reports.Html;

/// <summary>
/// A number on an axis as inline SVG. Places are shares of the width, so that the text keeps its size on every screen;
/// the ends of the axis leave room for it.
/// </summary>
internal sealed class NumberAxis
{
    private const double Room = 0.3;
    private const int Line = 46;
    private readonly DecidingNumber _number;
    private readonly double _from;
    private readonly double _to;

    public NumberAxis(DecidingNumber number)
    {
        _number = number;
        double[] places =
        [
            number.Value,
            number.Lower?.At ?? number.Value,
            number.Upper?.At ?? number.Value,
            .. number.Marks.Select(mark => mark.At),
        ];
        var width = places.Max() - places.Min();
        var room = width > 0 ? width * Room : 1;
        (_from, _to) = (places.Min() - room, places.Max() + room);
    }

    public string Write()
    {
        var svg = new StringBuilder();
        svg.Append(
            $"<svg class=\"axis\" width=\"100%\" height=\"88\" role=\"img\" aria-label=\"{HtmlText.Of(Description())}\">\n"
        );
        Refused(svg, _from, _number.RefusedBelow ?? _from);
        Refused(svg, _number.RefusedAbove ?? _to, _to);
        svg.Append($"<line class=\"rule\" x1=\"0\" x2=\"100%\" y1=\"{Line}\" y2=\"{Line}\"/>\n");
        var middle = (_number.Marks.Min(mark => mark.At) + _number.Marks.Max(mark => mark.At)) / 2;
        foreach (var mark in _number.Marks)
        {
            var anchor =
                mark.At < middle ? "end"
                : mark.At > middle ? "start"
                : "middle";
            svg.Append(
                $"<line class=\"mark\" x1=\"{X(mark.At)}\" x2=\"{X(mark.At)}\" y1=\"{Line - 18}\" y2=\"{Line + 14}\"/>\n"
            );
            svg.Append(
                $"<text x=\"{X(mark.At)}\" y=\"{Line + 32}\" text-anchor=\"{anchor}\">{HtmlText.Of(mark.Text)}</text>\n"
            );
        }

        Interval(svg);
        svg.Append($"<circle class=\"dot\" cx=\"{X(_number.Value)}\" cy=\"{Line}\" r=\"7\"/>\n</svg>\n");
        return svg.ToString();
    }

    private void Refused(StringBuilder svg, double from, double to)
    {
        if (to > from)
        {
            svg.Append(
                $"<rect class=\"refused\" x=\"{X(from)}\" width=\"{Share((to - from) / (_to - _from))}\" y=\"{Line - 18}\" height=\"32\"/>\n"
            );
        }
    }

    private void Interval(StringBuilder svg)
    {
        if (_number is not { Lower: { } lower, Upper: { } upper })
        {
            return;
        }

        svg.Append(
            $"<line class=\"interval\" x1=\"{X(lower.At)}\" x2=\"{X(upper.At)}\" y1=\"{Line}\" y2=\"{Line}\"/>\n"
        );
        if (lower.Text == upper.Text)
        {
            Label(svg, lower, "middle");
            return;
        }

        Label(svg, lower, "end");
        Label(svg, upper, "start");
    }

    private void Label(StringBuilder svg, AxisMark end, string anchor) =>
        svg.Append(
            $"<text x=\"{X(end.At)}\" y=\"{Line - 26}\" text-anchor=\"{anchor}\">{HtmlText.Of(end.Text)}</text>\n"
        );

    private string Description()
    {
        var interval = _number.Range is { } range ? $", interval {range}" : "";
        return $"{_number.Caption}: {_number.Figure}{interval}; {string.Join(", ", _number.Marks.Select(mark => mark.Text))}.";
    }

    private string X(double value) => Share((value - _from) / (_to - _from));

    private static string Share(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
