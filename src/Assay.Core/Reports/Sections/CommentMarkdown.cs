using System.Collections.Immutable;
using System.Text;
using Assay.Core.Gates;
using Assay.Core.Reports.Markdown;

namespace Assay.Core.Reports.Sections;

/// <summary>
/// A pull request's one comment: of one model its verdict and what it rests on; of several, first which of them may be merged.
/// Where it is longer than the place takes, parts go, the least first, and what went is named.
/// </summary>
public static class CommentMarkdown
{
    private const int CommitLength = 7;
    private const int HeadlineInTable = 200;

    // Room for the line that names what was cut.
    private const int NoteLength = 2_000;
    private static readonly ImmutableArray<int> HeadLengths = [VisibleText.SentenceLength, 200, VisibleText.NameLength];

    /// <summary>Writes it; it always fits.</summary>
    public static string Write(CommentPage page, SizeLimit limit)
    {
        var sections = page.InOrder;
        foreach (var length in HeadLengths)
        {
            var text = Cut(page, sections, length, limit);
            if (limit.Holds(text))
            {
                return text;
            }
        }

        return Least(page, sections, limit);
    }

    // Parts leave by rank, the longest of a rank first, until the rest fits.
    private static string Cut(CommentPage page, ImmutableArray<ModelSection> sections, int length, SizeLimit limit)
    {
        var kept = sections
            .Select(s => s.Parts.Select(p => PartMarkdown.Of(s.Model, p, page.Pictures)).ToList())
            .ToList();
        var text = Join(page, sections, kept, [], length);
        if (limit.Holds(text))
        {
            return text;
        }

        var order = kept.SelectMany((parts, section) => parts.Select(part => (section, part)))
            .Where(p => p.part.Text.Length > 0)
            .OrderByDescending(p => p.part.Rank)
            .ThenByDescending(p => p.part.Text.Length)
            .ToList();
        var cut = new List<(string Model, string Part)>();
        var (characters, bytes) = (text.Length + NoteLength, (long)Encoding.UTF8.GetByteCount(text) + NoteLength);
        foreach (var (section, part) in order)
        {
            if (characters <= limit.Characters && bytes <= limit.Bytes)
            {
                text = Join(page, sections, kept, cut, length);
                if (limit.Holds(text))
                {
                    return text;
                }
            }

            kept[section].Remove(part);
            cut.Add((sections[section].Model, part.Name));
            characters -= part.Text.Length;
            bytes -= Encoding.UTF8.GetByteCount(part.Text);
        }

        return Join(page, sections, kept, cut, length);
    }

    private static string Join(
        CommentPage page,
        ImmutableArray<ModelSection> sections,
        List<List<MarkdownSection>> kept,
        List<(string Model, string Part)> cut,
        int length
    )
    {
        var text = new StringBuilder(ReportMarker.Whole).Append('\n');
        if (sections.Length != 1)
        {
            text.Append(CommentSummary.Of(page, sections, Math.Min(length, HeadlineInTable)));
        }

        for (var i = 0; i < sections.Length; i++)
        {
            Append(text, sections[i], kept[i], sections.Length == 1, length);
        }

        if (cut.Count > 0)
        {
            text.Append($"\n_Cut to fit: {Named(cut, sections.Length == 1)}. All of it is in {Whole(page)}._\n");
        }

        return text.Append(Foot(page, sections.Length == 1)).ToString();
    }

    private static void Append(
        StringBuilder text,
        ModelSection section,
        List<MarkdownSection> parts,
        bool alone,
        int length
    )
    {
        text.Append(alone ? "### " : "\n#### ");
        text.Append($"{section.Sign} {MarkdownText.Of(section.Model, VisibleText.NameLength)}");
        text.Append($" · {OutcomeWords.Of(section.Outcome)}: {MarkdownText.Of(section.Headline, length)}\n");
        text.Append(section.Notice);
        var shown = parts.Where(part => part.Text.Length > 0).ToList();
        // Among several the eye is to meet those that do not pass.
        var folded = !alone && section.Decision == Decision.Accept && shown.Count > 0;
        text.Append(folded ? "\n<details><summary>The numbers</summary>\n" : "");
        foreach (var part in shown)
        {
            text.Append('\n').Append(part.Text);
        }

        text.Append(folded ? "\n</details>\n" : "");
    }

    private static string Named(List<(string Model, string Part)> cut, bool alone)
    {
        const int most = 12;
        var models = cut.GroupBy(c => c.Model, c => c.Part).ToList();
        var named = models
            .Take(most)
            .Select(m =>
                alone
                    ? string.Join(", ", m)
                    : $"{MarkdownText.Code(m.Key, VisibleText.NameLength)} {string.Join(", ", m)}"
            );
        return string.Join("; ", named)
            + (models.Count > most ? $"; parts of {Numbers.Count(models.Count - most)} more models" : "");
    }

    // Hundreds of models: which of them stand in the way, as many as fit, and how many there are.
    private static string Least(CommentPage page, ImmutableArray<ModelSection> sections, SizeLimit limit)
    {
        for (var shown = sections.Length / 2; ; shown /= 2)
        {
            var text =
                $"{ReportMarker.Whole}\n{CommentSummary.Of(page, sections, VisibleText.NameLength, shown)}\n"
                + $"_Cut to fit: everything else. All of it is in {Whole(page)}._\n";
            if (limit.Holds(text) || shown == 0)
            {
                return text;
            }
        }
    }

    private static string Whole(CommentPage page) =>
        page.FullReport is { } address ? MarkdownText.Link("the full report", address) : "the report's artifact";

    private static string Foot(CommentPage page, bool alone)
    {
        var parts = new List<string>();
        // One model's own last line names its commit.
        if (!alone && page.Commit is { } commit)
        {
            parts.Add($"commit {MarkdownText.Code(commit[..Math.Min(CommitLength, commit.Length)])}");
        }

        if (page.FullReport is { } address)
        {
            parts.Add(MarkdownText.Link("full report", address));
        }

        return parts.Count == 0 ? "" : $"\n<sub>{string.Join(" · ", parts)}</sub>\n";
    }
}
