using System.Collections.Immutable;
using System.Text;
using Assay.Core.Gates;
using Assay.Core.Reports.Markdown;

namespace Assay.Core.Reports.Sections;

/// <summary>The first lines of a comment on none or several models: what it comes to, and one line a model.</summary>
internal static class CommentSummary
{
    public static string Of(
        CommentPage page,
        ImmutableArray<ModelSection> sections,
        int length,
        int shown = int.MaxValue
    )
    {
        if (sections.IsEmpty)
        {
            return "### ✅ No model is touched by this change\n";
        }

        var text = new StringBuilder($"### {Head(page, sections)}\n\n");
        var table = new MarkdownTable(["", "model", "verdict"]);
        foreach (var section in sections.Take(shown))
        {
            table.Row([
                section.Sign,
                MarkdownText.Bold(section.Model),
                $"{OutcomeWords.Of(section.Outcome)}: {MarkdownText.Of(section.Headline, length)}",
            ]);
        }

        text.Append(table);
        if (shown < sections.Length)
        {
            text.Append($"\n… and {Numbers.Count(sections.Length - shown)} more models\n");
        }

        return text.ToString();
    }

    private static string Head(CommentPage page, ImmutableArray<ModelSection> sections)
    {
        var refused = sections.Count(s => s.Decision == Decision.Refuse);
        var neutral = sections.Count(s => s.Decision == Decision.Neutral);
        var all = Numbers.Count(sections.Length);
        return page.Decision switch
        {
            Decision.Refuse =>
                $"{OutcomeWords.Sign(Outcome.Fail)} {Numbers.Count(refused)} of {all} models {(refused == 1 ? "stands" : "stand")} in the way",
            Decision.Neutral =>
                $"{OutcomeWords.Sign(Outcome.Inconclusive)} {Numbers.Count(neutral)} of {all} models cannot be told; none stands in the way",
            _ => $"{OutcomeWords.Sign(Outcome.Pass)} all {all} models pass",
        };
    }
}
