using System.Collections.Immutable;
using Assay.Charts;
using Assay.Core.Reports;
using Assay.Core.Reports.Html;
using Assay.Core.Reports.Json;
using Assay.Core.Reports.Markdown;
using Assay.Core.Reports.Sections;

namespace Assay.Commands.Gating;

/// <summary>The report as files in a folder: the comment, the page, the document and the pictures.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Summary">The comment as a job's summary takes it.</param>
/// <param name="Pictures">The pictures that a comment can show, from the folder.</param>
internal sealed record GateFiles(string Folder, string Summary, ImmutableArray<string> Pictures)
{
    public const string Comment = "comment.md";
    public const string Page = "report.html";
    public const string Document = "verdict.json";
    public const string Charts = "charts";

    /// <summary>Writes them; an earlier report in the folder is replaced.</summary>
    /// <exception cref="Toolkit.InputError">when a link is in the way.</exception>
    public static async Task<GateFiles> WriteAsync(
        string root,
        string folder,
        GateReport report,
        bool showValues,
        ImmutableArray<SectionRemark> remarks,
        CancellationToken cancellationToken
    )
    {
        OwnFolder.Make(root, folder);
        var charts = Path.Combine(folder, Charts);
        if (Directory.Exists(charts))
        {
            Directory.Delete(charts, recursive: true);
        }

        var pictures = await ChartFolder.WriteAsync(charts, report.Charts, cancellationToken).ConfigureAwait(false);
        var comment = GateReportMarkdown.Write(report, new MarkdownOptions { ShowValues = showValues });
        var page = GateReportHtml.Write(
            report,
            new HtmlOptions
            {
                ShowValues = showValues,
                Pictures = pictures.ToImmutableDictionary(p => p.Key, p => p.Value.Svg),
            }
        );
        OwnFolder.Write(Path.Combine(folder, Comment), comment);
        OwnFolder.Write(Path.Combine(folder, Page), page);
        OwnFolder.Write(Path.Combine(folder, Document), GateReportJson.Write(report, showValues));
        OwnFolder.Write(
            Path.Combine(folder, ModelSectionJson.FileName),
            ModelSectionJson.Write(GateReportMarkdown.SectionOf(report, showValues, remarks))
        );
        return new GateFiles(
            folder,
            GateReportMarkdown.Write(
                report,
                new MarkdownOptions { ShowValues = showValues, Limit = SizeLimit.JobSummary }
            ),
            [.. pictures.Keys.Order(StringComparer.Ordinal).Select(name => $"{Charts}/{name}.png")]
        );
    }
}
