using System.Collections.Immutable;

namespace Assay.Core.Reports.Markdown;

/// <summary>
/// A gate's report as Markdown for comments and summaries on GitHub and GitLab: the verdict and the number that decided
/// it, the metrics, what did not hold, slices, then all else folded.
/// </summary>
public static class GateReportMarkdown
{
    private static readonly ImmutableArray<int> HeadLengths = [VisibleText.SentenceLength, 200, VisibleText.NameLength];

    /// <summary>Writes the report, cut by section where it is longer than the place takes; the head is never cut away.</summary>
    public static string Write(GateReport report, MarkdownOptions options)
    {
        var head = HeadLengths
            .Select(length => VerdictHead.Write(report, length))
            .FirstOrDefault(options.Limit.Holds, VerdictHead.Write(report, VisibleText.NameLength));
        ImmutableArray<MarkdownSection> sections =
        [
            MetricsSection.Of(report),
            RulesSection.OfFailures(report.Verdict.Rules, report.Verdict.Headline),
            SlicesSection.Of(report, options.ShowValues),
            HistorySection.Of(report),
            CurvesSection.Of("Curves", report.Charts, options.Pictures),
            SlicesSection.OfAll(report, options.ShowValues),
            RulesSection.OfAll(report.Verdict.Rules),
            TrainingSection.Of(report),
            EvidenceSection.Of(report),
            FooterSection.Of(report, options.FullReport),
        ];
        return MarkdownPage.Write(head, sections, options);
    }
}
