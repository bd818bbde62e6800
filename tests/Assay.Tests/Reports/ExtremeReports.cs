using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using Assay.Core.Runs;
using static Assay.Tests.Reports.MetricSamples;
using static Assay.Tests.Reports.RunSample;

namespace Assay.Tests.Reports;

/// <summary>Reports as nobody wants them: with much of everything, or with names that mean harm.</summary>
internal static class ExtremeReports
{
    /// <summary>The same with much of everything.</summary>
    public static GateReport Large(int slices = 60, int rules = 40) =>
        ReportSamples.Pass() with
        {
            Verdict = ReportSamples.Pass().Verdict with
            {
                Slices =
                [
                    .. Enumerable
                        .Range(0, slices)
                        .Select(i => Slice("city", $"city {i}", 100 + i, 0.8, 0.8 + ((i - 20) * 0.001), -0.02, 0.06)),
                ],
                Rules =
                [
                    .. Enumerable
                        .Range(0, rules)
                        .Select(i => new RuleResult(
                            $"f1 >= 0.{i + 10}",
                            i % 13 == 12 ? Outcome.Fail : Outcome.Pass,
                            i % 2 == 0,
                            $"0.{i + 20}",
                            Name("f1")
                        )),
                ],
            },
        };

    /// <summary>Everything that comes from outside is <paramref name="text"/>.</summary>
    public static GateReport Hostile(string text)
    {
        var name = new MetricReference(text, []);
        var metric = RocAuc(0.01, 0.002, 0.018) with { Metric = name, Title = text };
        var pass = ReportSamples.Fail();
        return pass with
        {
            Model = text,
            Command = text,
            PolicyChanges = [text],
            Evidence = pass.Evidence with
            {
                ValidationPath = text,
                Id = text,
                Target = text,
                Challenger = text,
                Champion = text,
                Notes = [text],
            },
            Run = pass.Run with
            {
                Code = new CodeState(text, text, true),
                Metrics = pass.Run.Metrics.Add(text.Length == 0 ? "x" : text, Series()),
            },
            Charts = [new BlankChart("roc", text, text), Confusion(text)],
            Verdict = pass.Verdict with
            {
                Headline = text,
                ChampionName = text,
                Primary = metric,
                Metrics = [metric, metric],
                Rules = [new RuleResult(text, Outcome.Fail, true, text, name)],
                Slices = [Slice(text, text, 12, 0.1, 0.2, 0.05, 0.15) with { Note = text }],
            },
        };
    }

    private static ConfusionChart Confusion(string text) =>
        new("confusion", text, text, [text, text], [1, 2, 3, 4], [4, 3, 2, 1]);
}
