using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Drift;
using Assay.Core.Reports.Html;

namespace Assay.Core.Reports.Drift;

/// <summary>Columns, the worst first, each with its effect on one scale beside the effect from which it matters.</summary>
internal static class DriftTable
{
    private const int Height = 22;
    private const double Reach = 1;

    public static string Of(string heading, ImmutableArray<ColumnDrift> columns, DriftPolicy policy, bool showValues)
    {
        if (columns.IsEmpty)
        {
            return "";
        }

        var table = new HtmlTable(
            ("column", ""),
            ("", ""),
            ("PSI", "number"),
            ("0 … 1 and more", "plot"),
            ("missing", "number"),
            ("changed", "wide"),
            ("test", "number")
        );
        foreach (var column in columns)
        {
            table.Row(
                column.State == ColumnState.Drifted ? "primary" : "",
                HtmlText.Name(column.Name),
                Label(column.State),
                Index(column),
                column.Values is { } values ? Bar(values, policy.Effect) : "",
                ColumnText.Missing(column),
                HtmlText.Of(ColumnText.Change(column, showValues)),
                Test(column)
            );
        }

        var id = heading.ToLowerInvariant();
        return $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n{table.Write(heading)}"
            + $"<p class=\"note\">PSI with its interval; the coloured line is {Numbers.Plain(policy.Effect)}, from which a change matters.</p>\n</section>\n";
    }

    private static string Label(ColumnState state) =>
        state switch
        {
            ColumnState.Drifted => OutcomeLabel.Label("fail", "✗", ColumnText.State(state)),
            ColumnState.Stable => OutcomeLabel.Label("pass", "✓", ColumnText.State(state)),
            ColumnState.Thin => OutcomeLabel.Label("inconclusive", "≈", ColumnText.State(state)),
            ColumnState.Skipped => $"<span class=\"label idle\">{ColumnText.State(state)}</span>",
            _ => OutcomeLabel.Label("warns", "∅", ColumnText.State(state)),
        };

    private static string Test(ColumnDrift column) =>
        ColumnText.P(column) is { Length: > 0 } p
            ? $"{HtmlText.Of(ColumnText.Test(column))} <span class=\"bounds\">{HtmlText.Of(p)}</span>"
            : HtmlText.Of(ColumnText.Test(column));

    private static string Index(ColumnDrift column) =>
        ColumnText.Interval(column) is { Length: > 0 } interval
            ? $"{ColumnText.Index(column)} <span class=\"bounds\">{interval}</span>"
            : ColumnText.Index(column);

    // The numbers stand beside it, so that it says nothing to those who cannot see it.
    private static string Bar(ValueDrift values, double effect)
    {
        var (lower, upper) = (
            values.Interval.Lower ?? values.StabilityIndex,
            values.Interval.Upper ?? values.StabilityIndex
        );
        var (value, limit) = (X(values.StabilityIndex), X(effect));
        return $"<svg class=\"forest\" width=\"100%\" height=\"{Height}\" aria-hidden=\"true\">"
            + $"<line class=\"zero\" x1=\"{X(0)}\" x2=\"{X(0)}\" y1=\"0\" y2=\"{Height}\"/>"
            + $"<line class=\"margin\" x1=\"{limit}\" x2=\"{limit}\" y1=\"0\" y2=\"{Height}\"/>"
            + $"<line class=\"interval\" x1=\"{X(lower)}\" x2=\"{X(upper)}\" y1=\"{Height / 2}\" y2=\"{Height / 2}\"/>"
            + $"<circle class=\"dot\" cx=\"{value}\" cy=\"{Height / 2}\" r=\"4.5\"/></svg>";
    }

    private static string X(double value) =>
        (4 + (92 * Math.Clamp(value / Reach, 0, 1))).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
