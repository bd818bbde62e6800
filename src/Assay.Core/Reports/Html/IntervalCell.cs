using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Assay.Core.Reports.Html;

/// <summary>A difference in a table's cell: the forest plot of the whole column is these, one under the other.</summary>
internal static class IntervalCell
{
    private const int Height = 22;
    private const double Inset = 0.06;

    /// <summary>The value that reaches the cell's end.</summary>
    public static double Reach(double value, double lower, double upper, ImmutableArray<double> marks) =>
        marks.AddRange(value, lower, upper).Max(Math.Abs);

    /// <summary>Inline SVG; the numbers stand beside it, so that it says nothing to those who cannot see it.</summary>
    public static string Draw(
        double value,
        double lower,
        double upper,
        ImmutableArray<double> marks,
        double reach,
        bool decides
    )
    {
        var svg = new StringBuilder();
        svg.Append(
            $"<svg class=\"forest{(decides ? " decides" : "")}\" width=\"100%\" height=\"{Height}\" aria-hidden=\"true\">"
        );
        Vertical(svg, "zero", X(0, reach));
        foreach (var mark in marks)
        {
            Vertical(svg, "margin", X(mark, reach));
        }

        var middle = Height / 2;
        svg.Append(
            $"<line class=\"interval\" x1=\"{X(lower, reach)}\" x2=\"{X(upper, reach)}\" y1=\"{middle}\" y2=\"{middle}\"/>"
        );
        svg.Append($"<circle class=\"dot\" cx=\"{X(value, reach)}\" cy=\"{middle}\" r=\"4.5\"/></svg>");
        return svg.ToString();
    }

    private static void Vertical(StringBuilder svg, string kind, string x) =>
        svg.Append($"<line class=\"{kind}\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{Height}\"/>");

    private static string X(double value, double reach)
    {
        var share = reach > 0 ? value / reach : 0;
        return (50 + (share * (50 - (100 * Inset)))).ToString("0.##", CultureInfo.InvariantCulture) + "%";
    }
}
