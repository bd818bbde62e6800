using System.Text;

namespace Assay.Core.Reports.Markdown;

/// <summary>What the verdict rests on, and the command that says the same elsewhere.</summary>
internal static class EvidenceSection
{
    public static MarkdownSection Of(GateReport report)
    {
        var (verdict, evidence) = (report.Verdict, report.Evidence);
        var pairing = evidence.Id is { } id ? $"paired by {MarkdownText.Code(id)}" : "paired by order";
        var text = new StringBuilder();
        text.Append($"{Numbers.Count(verdict.Rows)} rows of {MarkdownText.Code(evidence.ValidationPath)} ");
        text.Append($"(`sha256:{evidence.ValidationDigest.Abbreviated}`) · {pairing} · ");
        text.Append($"labels in {MarkdownText.Code(evidence.Target)} · seed {verdict.Seed}\n\n");
        text.Append($"- this change: {MarkdownText.Of(evidence.Challenger)}\n");
        if (evidence.Champion is { } champion)
        {
            var name = MarkdownText.Of(verdict.ChampionName ?? "champion", VisibleText.NameLength);
            text.Append($"- {name}: {MarkdownText.Of(champion)}\n");
        }

        foreach (var note in evidence.Notes)
        {
            text.Append($"- {MarkdownText.Of(note)}\n");
        }

        text.Append(
            $"\n{MarkdownText.Code(report.Command, VisibleText.SentenceLength)} says the same on your machine.\n"
        );
        return MarkdownSection.Folded("evidence", 2, "Evidence", text.ToString());
    }
}
