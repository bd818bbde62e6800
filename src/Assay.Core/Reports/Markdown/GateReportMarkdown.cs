using System.Collections.Immutable;
using Assay.Core.Reports.Sections;

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
        return MarkdownPage.Write(
            head,
            [
                .. Shown(report, options.ShowValues),
                CurvesSection.Of("Curves", report.Charts, options.Pictures),
                .. Folded(report, options.ShowValues),
                FooterSection.Of(report, options.FullReport),
            ],
            options
        );
    }

    /// <summary>The report as a section of a comment that other models may share, with what stands at lines of files.</summary>
    public static ModelSection SectionOf(GateReport report, bool showValues, ImmutableArray<SectionRemark> remarks) =>
        new()
        {
            Model = report.Model,
            Outcome = report.Verdict.Outcome,
            Decision = report.Decision.PullRequest,
            Sign = OutcomeWords.Sign(report.Verdict),
            Headline = report.Verdict.Headline,
            Notice = VerdictHead.Notice(report, VisibleText.SentenceLength),
            Parts =
            [
                .. Shown(report, showValues).Select(Part),
                new SectionPart(CurvesSection.Name, CurvesSection.Rank, "", CurvesSection.Recorded(report.Charts)),
                .. Folded(report, showValues).Select(Part),
                Part(FooterSection.Of(report, null)),
            ],
            Remarks = remarks,
        };

    private static ImmutableArray<MarkdownSection> Shown(GateReport report, bool showValues) =>
        [
            MetricsSection.Of(report),
            RulesSection.OfFailures(report.Verdict.Rules, report.Verdict.Headline),
            SlicesSection.Of(report, showValues),
            HistorySection.Of(report),
        ];

    private static ImmutableArray<MarkdownSection> Folded(GateReport report, bool showValues) =>
        [
            SlicesSection.OfAll(report, showValues),
            RulesSection.OfAll(report.Verdict.Rules),
            TrainingSection.Of(report),
            EvidenceSection.Of(report),
        ];

    private static SectionPart Part(MarkdownSection section) => new(section.Name, section.Rank, section.Text, []);
}
