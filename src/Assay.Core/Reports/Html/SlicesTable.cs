using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Html;

/// <summary>Every slice, with a forest plot on one scale as a column.</summary>
internal static class SlicesTable
{
    public static string Of(GateReport report, bool showValues)
    {
        var slices = report.Verdict.Slices;
        if (slices.IsEmpty)
        {
            return "";
        }

        var labels = SliceLabels.Of(slices, showValues);
        var marks = report.Policy.Slices is { Margin: > 0 } rule ? [-rule.Margin] : ImmutableArray<double>.Empty;
        var reach = slices
            .Select(slice => slice.Comparison is { } c ? DifferenceText.Oriented(c) : null)
            .Select(d => d is var (value, lower, upper) ? IntervalCell.Reach(value, lower, upper, marks) : 0)
            .Max();
        var table = new HtmlTable(
            ("slice", ""),
            ("rows", "number"),
            ("this change", "number"),
            (report.Verdict.ChampionName ?? "champion", "number"),
            ("difference", "number"),
            ("worse · better", "plot"),
            ("", "wide")
        );
        for (var i = 0; i < slices.Length; i++)
        {
            Row(table, slices[i], labels[i], reach, marks);
        }

        var metric = slices.Select(slice => slice.Comparison?.Title).FirstOrDefault(title => title is not null);
        var heading = metric is null ? "Slices" : $"{HtmlText.Name(metric)} by slice";
        return $"<section aria-labelledby=\"slices\">\n<h2 id=\"slices\">{heading}</h2>\n{table.Write("Slices")}</section>\n";
    }

    private static void Row(
        HtmlTable table,
        SliceResult slice,
        string label,
        double reach,
        ImmutableArray<double> marks
    )
    {
        var note = HtmlText.Of(slice.Note ?? "");
        if (slice.Comparison is not { } comparison)
        {
            table.Row("", HtmlText.Name(label), Numbers.Count(slice.Rows), "–", "–", "–", "", note);
            return;
        }

        var format = NumberFormat.Of(comparison);
        table.Row(
            slice.Harmed ? "harmed" : "",
            HtmlText.Name(label),
            Numbers.Count(slice.Rows),
            format.Value(comparison.Challenger),
            format.Value(comparison.Champion),
            MetricsTable.Difference(comparison),
            DifferenceText.Oriented(comparison) is var (value, lower, upper)
                ? IntervalCell.Draw(value, lower, upper, marks, reach, decides: false)
                : "",
            slice.Harmed ? $"{OutcomeLabel.Harmed} {note}" : note
        );
    }
}
