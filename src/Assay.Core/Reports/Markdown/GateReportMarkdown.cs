using System.Collections.Immutable;
using System.Text;

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
            RulesSection.OfFailures(report),
            SlicesSection.Of(report, options.ShowValues),
            HistorySection.Of(report),
            CurvesSection.Of(report, options.Pictures),
            SlicesSection.OfAll(report, options.ShowValues),
            RulesSection.OfAll(report),
            TrainingSection.Of(report),
            EvidenceSection.Of(report),
            FooterSection.Of(report, options.FullReport),
        ];
        return Cut(head, [.. sections.Where(section => section.Text.Length > 0)], options);
    }

    private static string Cut(string head, ImmutableArray<MarkdownSection> sections, MarkdownOptions options)
    {
        var text = Join(head, sections, [], options);
        var cut = ImmutableArray<MarkdownSection>.Empty;
        while (!options.Limit.Holds(text) && !sections.IsEmpty)
        {
            var least = sections.MaxBy(section => section.Rank)!;
            sections = sections.Remove(least);
            cut = cut.Insert(0, least);
            text = Join(head, sections, cut, options);
        }

        return options.Limit.Holds(text) ? text : head;
    }

    private static string Join(
        string head,
        ImmutableArray<MarkdownSection> sections,
        ImmutableArray<MarkdownSection> cut,
        MarkdownOptions options
    )
    {
        var text = new StringBuilder(head);
        foreach (var section in sections)
        {
            text.Append('\n').Append(section.Text);
        }

        if (!cut.IsEmpty)
        {
            var whole = options.FullReport is { } address
                ? MarkdownText.Link("the full report", address)
                : "the report's artifact";
            text.Append(
                $"\n_Cut to fit: {string.Join(", ", cut.Select(section => section.Name))}. All of it is in {whole}._\n"
            );
        }

        return text.ToString();
    }
}
