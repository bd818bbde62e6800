using System.Text;
using Assay.Core.Runs;

namespace Assay.Core.Reports.Html;

/// <summary>What the verdict rests on, digest by digest, and the command that says the same elsewhere.</summary>
internal static class EvidenceList
{
    public static string Of(GateReport report)
    {
        var (verdict, evidence) = (report.Verdict, report.Evidence);
        var list = new StringBuilder();
        Item(
            list,
            "Validation data",
            $"{HtmlText.Code(evidence.ValidationPath)}<br>{Digest(evidence.ValidationDigest)}"
        );
        Item(
            list,
            "Rows",
            $"{Numbers.Count(verdict.Rows)}, labels in {HtmlText.Code(evidence.Target)}, "
                + (evidence.Id is { } id ? $"paired by {HtmlText.Code(id)}" : "paired by order")
                + $", seed {verdict.Seed}"
        );
        Item(list, "This change", $"{HtmlText.Of(evidence.Challenger)}<br>{Origin(report.Run)}");
        if (verdict.ChampionName is { } champion)
        {
            var origin = report.ChampionRun is null ? "" : $"<br>{Origin(report.ChampionRun)}";
            Item(list, HtmlText.Name(champion), HtmlText.Of(evidence.Champion ?? "not scored") + origin);
        }

        foreach (var note in evidence.Notes)
        {
            Item(list, "Note", HtmlText.Of(note));
        }

        return "<section aria-labelledby=\"evidence\">\n<h2 id=\"evidence\">Evidence</h2>\n"
            + $"<dl>\n{list}</dl>\n<p>The same on your machine:</p>\n"
            + $"<pre tabindex=\"0\"><code>{HtmlText.Of(report.Command)}</code></pre>\n</section>\n";
    }

    private static void Item(StringBuilder list, string term, string description) =>
        list.Append($"<div><dt>{term}</dt><dd>{description}</dd></div>\n");

    private static string Digest(Sha256Digest digest) => $"<code>{digest}</code>";

    private static string Origin(Run run)
    {
        List<string> parts = [$"run <code>{run.Id}</code>"];
        if (run.Code is { } code)
        {
            var branch = code.Branch is { } name ? $" on {HtmlText.Code(name)}" : "";
            parts.Add($"commit {HtmlText.Code(code.Commit)}{branch}{(code.Dirty ? " with uncommitted changes" : "")}");
        }

        if (run.ModelArtifact is { } model)
        {
            parts.Add(
                $"model {HtmlText.Code(model.Path)}, {Numbers.Bytes(run.ModelFiles.Sum(f => f.Size))}, {Digest(run.ModelDigest ?? model.Sha256)}"
            );
        }

        if (run.Resources is { } used)
        {
            parts.Add($"trained in {Numbers.Seconds(used.WallSeconds)}");
        }

        return string.Join("<br>", parts);
    }
}
