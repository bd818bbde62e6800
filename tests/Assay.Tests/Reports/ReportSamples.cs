using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using Assay.Tests.Charts;
using static Assay.Tests.Reports.MetricSamples;
using static Assay.Tests.Reports.RunSample;

namespace Assay.Tests.Reports;

/// <summary>Reports as gates make them, one for each thing that a reader may be told.</summary>
internal static class ReportSamples
{
    /// <summary>Better than the champion, all rules hold, no slice is harmed.</summary>
    public static GateReport Pass() =>
        Report(
            new Verdict
            {
                Outcome = Outcome.Pass,
                Headline = "ROC-AUC 0.846, +0.018 over v1.3.0 in prod (90 % interval +0.010 to +0.026)",
                Rows = 2113,
                ChampionName = "v1.3.0 in prod",
                Primary = RocAuc(0.018, 0.010, 0.026),
                Metrics = [RocAuc(0.018, 0.010, 0.026), LogLoss(), Precision(), Latency()],
                Rules =
                [
                    Compared(
                        Outcome.Pass,
                        "ROC-AUC 0.846, +0.018 over v1.3.0 in prod (90 % interval +0.010 to +0.026)",
                        0.018
                    ),
                    Rule("roc_auc >= 0.8", Outcome.Pass, "ROC-AUC 0.846 ≥ 0.8", 0.846, 0.8),
                    Rule("log_loss <= champion * 1.02", Outcome.Pass, "log loss 0.418 ≤ 0.440", 0.418, 0.44),
                    Rule("latency_p99 <= 20ms", Outcome.Pass, "latency p99 1.1 ms ≤ 20 ms", 0.0011, 0.02),
                ],
                Slices =
                [
                    Slice("contract", "Month-to-month", 1170, 0.741, 0.765, 0.006, 0.042),
                    Slice("contract", "One year", 443, 0.772, 0.783, -0.017, 0.039),
                    Slice("contract", "Two year", 500, 0.791, 0.787, -0.031, 0.023),
                    new SliceResult(
                        "contract",
                        null,
                        12,
                        null,
                        false,
                        "too few rows: 3 of the rarer class, 50 are needed"
                    ),
                ],
                Seed = 1,
            }
        ) with
        {
            History = [0.801, 0.803, 0.803, 0.810, 0.812, 0.812, 0.815, 0.821, 0.820, 0.828],
        };

    /// <summary>Proven worse by more than the margin, and one condition does not hold; a slice is harmed.</summary>
    public static GateReport Fail() =>
        Pass() with
        {
            Verdict = Pass().Verdict with
            {
                Outcome = Outcome.Fail,
                Headline =
                    "ROC-AUC 0.797, −0.031 against v1.3.0 in prod (90 % interval −0.041 to −0.021): worse by more than 0.01",
                Primary = RocAuc(-0.031, -0.041, -0.021),
                Metrics = [RocAuc(-0.031, -0.041, -0.021), LogLoss(), Precision(), Latency()],
                Rules =
                [
                    Compared(
                        Outcome.Fail,
                        "ROC-AUC 0.797, −0.031 against v1.3.0 in prod (90 % interval −0.041 to −0.021): worse by more than 0.01",
                        -0.031
                    ),
                    Rule("roc_auc >= 0.8", Outcome.Fail, "ROC-AUC 0.797, must be ≥ 0.8 (n 2,113)", 0.797, 0.8),
                    Rule("log_loss <= champion * 1.02", Outcome.Pass, "log loss 0.418 ≤ 0.440", 0.418, 0.44),
                    Rule(
                        "model_size <= 50MB",
                        Outcome.NoData,
                        "the challenger has no value of model_size",
                        null,
                        5e7
                    ) with
                    {
                        Blocking = false,
                    },
                ],
                Slices =
                [
                    Slice("contract", "Month-to-month", 1170, 0.741, 0.702, -0.058, -0.020) with
                    {
                        Harmed = true,
                        Note = null,
                    },
                ],
            },
            Decision = new(Decision.Refuse, Decision.Refuse),
        };

    /// <summary>The rows cannot tell; the policy lets it through a pull request.</summary>
    public static GateReport Inconclusive() =>
        Pass() with
        {
            Verdict = Pass().Verdict with
            {
                Outcome = Outcome.Inconclusive,
                Headline =
                    "ROC-AUC 0.824, −0.004 against v1.3.0 in prod (90 % interval −0.013 to +0.005); about 1,900 more rows "
                    + "would settle a margin of 0.01 (no true difference, 80 % power)",
                Primary = RocAuc(-0.004, -0.013, 0.005),
                Metrics = [RocAuc(-0.004, -0.013, 0.005), LogLoss()],
                Rules =
                [
                    Compared(
                        Outcome.Inconclusive,
                        "ROC-AUC 0.824, −0.004 against v1.3.0 in prod (90 % interval −0.013 to +0.005); about 1,900 more "
                            + "rows would settle a margin of 0.01 (no true difference, 80 % power)",
                        -0.004
                    ),
                ],
                RowsToSettle = new RowsToSettle(1900, 0, false, 0.95, 0.8),
            },
            Decision = new(Decision.Neutral, Decision.Refuse),
        };

    /// <summary>Nothing to judge by.</summary>
    public static GateReport NoData() =>
        Pass() with
        {
            Verdict = new Verdict
            {
                Outcome = Outcome.NoData,
                Headline = "0 of 2,113 ids of the predictions are in data/holdout.parquet",
                Rows = 0,
                ChampionName = "v1.3.0 in prod",
                Rules = [new("predictions cover the validation rows", Outcome.NoData, true, "0 of 2,113 ids")],
            },
            Decision = new(Decision.Refuse, Decision.Refuse),
            History = [],
            Charts = [],
        };

    /// <summary>The evidence cannot be used.</summary>
    public static GateReport Error() =>
        NoData() with
        {
            Verdict = NoData().Verdict with
            {
                Outcome = Outcome.Error,
                Headline = "out/model.onnx wants an input 'tenure' that data/holdout.parquet does not have",
                Rules = [],
            },
        };

    /// <summary>There is no champion yet.</summary>
    public static GateReport First() =>
        Pass() with
        {
            Verdict = Pass().Verdict with
            {
                Headline = "the first model; ROC-AUC 0.801 ≥ 0.8 (nothing in prod to compare with)",
                ChampionName = null,
                Primary = null,
                Metrics =
                [
                    new(Name("roc_auc"), "ROC-AUC", true, 0.801, null, null, Bounded: true),
                    new(Name("log_loss"), "log loss", false, null, null, null),
                ],
                Rules =
                [
                    Rule("roc_auc >= 0.8", Outcome.Pass, "ROC-AUC 0.801 ≥ 0.8", 0.801, 0.8),
                    Rule("log_loss <= champion * 1.02", null, "not applicable: there is no champion yet", null, null),
                ],
                Slices = [],
            },
            Evidence = Pass().Evidence with { Champion = null },
            History = [],
        };

    /// <summary>A regression model's report.</summary>
    public static GateReport Regression()
    {
        var rmse = new MetricComparison(
            Name("rmse"),
            "RMSE",
            false,
            1184.2,
            1252.9,
            new Difference(-68.7, new Interval(-91.0, -47.2, 0.9, "paired bootstrap, 2,000 resamples"))
        );
        var verdict = Pass().Verdict with
        {
            Headline = "RMSE 1,184, −69 against v2.0.0 in prod (90 % interval −91 to −47)",
            ChampionName = "v2.0.0 in prod",
            Primary = rmse,
            Metrics = [rmse],
            Rules =
            [
                new(
                    "rmse non-inferior to v2.0.0 in prod, margin 20, confidence 95 %",
                    Outcome.Pass,
                    true,
                    "RMSE 1,184, −69 against v2.0.0 in prod (90 % interval −91 to −47)",
                    Name("rmse"),
                    -68.7,
                    20
                ),
            ],
            Slices = [],
        };
        var policy = new GatePolicy { Compare = new ComparisonRule(Margin: 20) };
        return Pass() with
        {
            Model = "diamonds",
            Task = TaskKind.Regression,
            Verdict = verdict,
            Policy = policy,
            History = [],
            Charts = GateCharts.Of(
                verdict,
                policy,
                Evidence(ChartSamples.Regression(2113, 0.4), ChartSamples.Regression(2113, 0.5)),
                true
            ),
        };
    }

    private static GateReport Report(Verdict verdict)
    {
        var policy = new GatePolicy
        {
            Compare = new ComparisonRule(Margin: 0.01),
            Require = [.. Required()],
            Slices = new SliceRule(["contract"], 0.02),
        };
        return new GateReport
        {
            Model = "churn",
            Task = TaskKind.Binary,
            Verdict = verdict,
            Decision = policy.Decide(verdict.Outcome),
            Policy = policy,
            Run = Run(),
            Evidence = new EvidenceSource(
                "data/holdout.parquet",
                Digest('5'),
                "customer_id",
                "churned",
                "scored here from out/model.onnx",
                "scored here from the model of churn@v1.3.0"
            )
            {
                Notes = ["no row stands in training too", "has decided 7 gates"],
            },
            At = At,
            Command = "assay evaluate-gate --model churn --run 0199a1c45d1c7e4fa0c1b2a3948576de",
            Charts = GateCharts.Of(
                verdict,
                policy,
                Evidence(ChartSamples.Binary(2113, 2.2), ChartSamples.Binary(2113, 1.8)),
                showValues: true
            ),
        };
    }

    private static GateEvidence Evidence(LabelledScores challenger, LabelledScores champion) =>
        new()
        {
            Challenger = challenger,
            Champion = champion,
            ChampionName = "v1.3.0 in prod",
        };
}
