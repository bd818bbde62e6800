using Assay.Charts;
using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using Assay.Tests.Charts;

namespace Assay.Tests.Reports.Charts;

public sealed class GateChartsTests
{
    [Fact]
    public void A_binary_model_is_shown_by_ROC_precision_recall_calibration_scores_and_confusion() =>
        ChartSamples
            .Of(ChartSamples.Binary(300, 2))
            .Select(chart => chart.Name)
            .ShouldBe(["roc", "precision-recall", "calibration", "scores", "confusion"]);

    [Fact]
    public void The_ROC_curve_runs_from_no_row_to_all_rows_and_never_falls()
    {
        var roc = (CurveChart)ChartSamples.Of(ChartSamples.Binary(5000, 2)).Named("roc");
        var points = roc.Curves.ShouldHaveSingleItem().Points;

        points[0].ShouldBe(new ChartPoint(0, 0));
        points[^1].ShouldBe(new ChartPoint(1, 1));
        points.Length.ShouldBe(PointThinning.Most);
        points.Zip(points.Skip(1)).ShouldAllBe(pair => pair.First.Y <= pair.Second.Y && pair.First.X <= pair.Second.X);
    }

    [Fact]
    public void Four_rows_give_the_curve_that_a_textbook_draws()
    {
        var scores = new LabelledScores(TaskKind.Binary, ["no", "yes"], [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
        var charts = ChartSamples.Of(scores);

        // scikit-learn's own example for roc_curve, without the points that it drops.
        ((CurveChart)charts.Named("roc"))
            .Curves[0]
            .Points.ShouldBe([new(0, 0), new(0, 0.5), new(0.5, 0.5), new(0.5, 1), new(1, 1)]);
        ((CurveChart)charts.Named("precision-recall"))
            .Curves[0]
            .Points.Select(p => (p.X, Math.Round(p.Y, 3)))
            .ShouldBe([(0, 1), (0.5, 1), (0.5, 0.5), (1, 0.667), (1, 0.5)]);
        ((ConfusionChart)charts.Named("confusion")).Challenger.ShouldBe([2, 0, 1, 1]);
    }

    [Fact]
    public void The_champion_is_drawn_first_and_the_challenger_over_it() =>
        ((CurveChart)ChartSamples.Of(ChartSamples.Binary(90, 2), ChartSamples.Binary(90, 1)).Named("calibration"))
            .Curves.Select(curve => curve.Side)
            .ShouldBe([ChartSide.Champion, ChartSide.Challenger]);

    [Fact]
    public void Of_thirty_classes_nineteen_stand_alone_and_every_row_is_still_counted()
    {
        var chart = (ConfusionChart)ChartSamples.Of(ChartSamples.Multiclass(3000, 30)).Named("confusion");

        chart.Classes.Length.ShouldBe(20);
        chart.Classes[^1].ShouldBe("11 others");
        chart.Challenger.Sum().ShouldBe(3000);
    }

    [Fact]
    public void Where_values_are_hidden_no_class_is_named()
    {
        var charts = GateCharts.Of(
            new Verdict
            {
                Outcome = Outcome.Pass,
                Headline = "ROC-AUC 0.8",
                Rules = [],
                Rows = 90,
            },
            new GatePolicy(),
            new GateEvidence { Challenger = ChartSamples.Binary(90, 2) },
            showValues: false
        );

        ((ConfusionChart)charts.Named("confusion")).Classes.ShouldBe(["negative", "positive"]);
        charts
            .Select(chart => ChartPainter.Paint(chart, ReportPalette.Light).Svg)
            .ShouldAllBe(svg => !svg.Contains("churned"));
    }

    [Theory]
    [InlineData("one class", "All rows are of one class: a curve needs rows of both.")]
    [InlineData("no rows", "There are no rows.")]
    [InlineData("NaN", "Some scores are not numbers.")]
    public void Rows_that_show_nothing_give_a_sentence(string rows, string sentence)
    {
        var scores = rows switch
        {
            "one class" => new LabelledScores(TaskKind.Binary, ["no", "yes"], [1, 1], [0.2, 0.7]),
            "no rows" => new LabelledScores(TaskKind.Binary, ["no", "yes"], [], []),
            _ => new LabelledScores(TaskKind.Binary, ["no", "yes"], [0, 1], [double.NaN, 0.7]),
        };

        ChartSamples.Of(scores).Named("roc").ShouldBe(new BlankChart("roc", "ROC", sentence));
    }

    [Theory]
    [MemberData(nameof(OddRows))]
    public void No_rows_however_odd_stop_the_drawing(string name, LabelledScores scores)
    {
        foreach (var chart in ChartSamples.Of(scores, scores))
        {
            ChartPainter.Paint(chart, ReportPalette.Light).Svg.ShouldContain("<text", customMessage: name);
        }
    }

    public static TheoryData<string, LabelledScores> OddRows() =>
        new()
        {
            { "constant scores", new(TaskKind.Binary, ["no", "yes"], [0, 1, 0], [0.5, 0.5, 0.5]) },
            { "two rows", new(TaskKind.Binary, ["no", "yes"], [0, 1], [0.1, 0.9]) },
            { "scores that are no probabilities", new(TaskKind.Binary, ["no", "yes"], [0, 1, 1], [-30, 4, 1e300]) },
            { "unnamed classes", new(TaskKind.Binary, [], [0, 1, 1], [0.1, 0.4, 0.6]) },
            { "one row to regress", new(TaskKind.Regression, [], [3], [3]) },
            { "equal values", new(TaskKind.Regression, [], [3, 3], [3, 3]) },
            { "far values", new(TaskKind.Regression, [], [-1e300, 1e300], [1e300, -1e300]) },
            { "an infinite value", new(TaskKind.Regression, [], [1, 2], [double.PositiveInfinity, 2]) },
            { "one class of many", new(TaskKind.Multiclass, ["a"], [0, 0], [1, 1]) },
            { "no class", new(TaskKind.Multiclass, ["a", "b"], [], []) },
            { "ranking", new(TaskKind.Ranking, [], [1, 2], [1, 2]) },
        };
}
