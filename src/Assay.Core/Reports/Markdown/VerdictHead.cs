using System.Text;

namespace Assay.Core.Reports.Markdown;

/// <summary>The first lines: the marker, the verdict with the number that decided it, and whether the gate itself was changed.</summary>
internal static class VerdictHead
{
    private const int ChangesShown = 5;

    public static string Write(GateReport report, int length)
    {
        var verdict = report.Verdict;
        var head = new StringBuilder();
        head.Append(ReportMarker.Of(VisibleText.Of(report.Model, VisibleText.NameLength))).Append('\n');
        head.Append($"### {OutcomeWords.Sign(verdict)} {MarkdownText.Of(report.Model, VisibleText.NameLength)}");
        head.Append($" · {OutcomeWords.Of(verdict.Outcome)}: {MarkdownText.Of(verdict.Headline, length)}\n");
        return head.Append(Notice(report, length)).ToString();
    }

    /// <summary>What stands right under the headline: that the gate itself was changed, and what the policy makes of the verdict.</summary>
    public static string Notice(GateReport report, int length)
    {
        var head = new StringBuilder();
        if (!report.PolicyChanges.IsEmpty)
        {
            head.Append(
                $"\n> ⚠️ **This change also changes its gate; the old gate decided.** {Changes(report, length)}\n"
            );
        }

        if (OutcomeWords.Policy(report.Verdict.Outcome, report.Decision) is { } policy)
        {
            head.Append($"\n{policy}\n");
        }

        return head.ToString();
    }

    private static string Changes(GateReport report, int length)
    {
        var shown = string.Join(
            " · ",
            report.PolicyChanges.Take(ChangesShown).Select(c => MarkdownText.Code(c, length))
        );
        var rest = report.PolicyChanges.Length - ChangesShown;
        return rest > 0 ? $"{shown} and {Numbers.Count(rest)} more" : shown;
    }
}
