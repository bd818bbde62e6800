namespace Assay.Core.Reports.Markdown;

/// <summary>Where the report comes from.</summary>
internal static class FooterSection
{
    private const int CommitLength = 7;

    public static MarkdownSection Of(GateReport report, Uri? fullReport)
    {
        var run = report.Run;
        List<string> parts = [$"run `{run.Id.Abbreviated}`"];
        if (run.Code is { } code)
        {
            var commit = MarkdownText.Code(code.Commit[..Math.Min(CommitLength, code.Commit.Length)]);
            parts.Add($"commit {commit}" + (code.Dirty ? " with uncommitted changes" : ""));
            if (code.Branch is { } branch)
            {
                parts.Add($"branch {MarkdownText.Code(branch)}");
            }
        }

        if (run.Resources is { } used)
        {
            parts.Add($"trained in {Numbers.Seconds(used.WallSeconds)}");
        }

        if (fullReport is not null)
        {
            parts.Add(MarkdownText.Link("full report", fullReport));
        }

        return new MarkdownSection("origin", 1, $"<sub>{string.Join(" · ", parts)}</sub>\n");
    }
}
