using System.Collections.Immutable;
using Assay.Charts;
using Assay.Core.Reports;
using Assay.Core.Reports.Drift;
using Assay.Core.Reports.Html;
using Assay.Core.Reports.Markdown;

namespace Assay.Commands.Drifting;

/// <summary>A drift check's report as files in a folder: the comment, the page, the document and the pictures.</summary>
/// <param name="root">The working tree, absolute.</param>
/// <param name="folder">The folder, absolute.</param>
/// <param name="showValues">Whether values of the data may be shown.</param>
internal sealed class DriftFiles(string root, string folder, bool showValues)
{
    public const string Comment = "drift.md";
    public const string Page = "report.html";
    public const string Document = "drift.json";
    public const string Charts = "charts";

    /// <summary>Writes them; an earlier report in the folder is replaced.</summary>
    /// <exception cref="Toolkit.InputError">when a link is in the way.</exception>
    public async Task WriteAsync(DriftCheckReport report, CancellationToken cancellationToken)
    {
        OwnFolder.Make(root, folder);
        var charts = Path.Combine(folder, Charts);
        if (Directory.Exists(charts))
        {
            Directory.Delete(charts, recursive: true);
        }

        var pictures = await ChartFolder.WriteAsync(charts, report.Charts, cancellationToken).ConfigureAwait(false);
        var page = DriftReportHtml.Write(
            report,
            new HtmlOptions
            {
                ShowValues = showValues,
                Pictures = pictures.ToImmutableDictionary(p => p.Key, p => p.Value.Svg),
            }
        );
        OwnFolder.Write(Path.Combine(folder, Comment), Markdown(report, SizeLimit.GitHubComment));
        OwnFolder.Write(Path.Combine(folder, Page), page);
        OwnFolder.Write(Path.Combine(folder, Document), DriftReportJson.Write(report, showValues));
    }

    /// <summary>The report as a job's summary takes it.</summary>
    public string Summary(DriftCheckReport report) => Markdown(report, SizeLimit.JobSummary);

    private string Markdown(DriftCheckReport report, SizeLimit limit) =>
        DriftReportMarkdown.Write(report, new MarkdownOptions { ShowValues = showValues, Limit = limit });
}
