using System.Collections.Immutable;
using Assay.Commands.PullRequests;
using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Reports.Drift;
using Assay.Core.Reports.Markdown;
using Assay.Forges;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Drifting;

/// <summary>
/// What <c>on_drift: [issue]</c> does: one issue on a model's drift, and one where the check itself cannot be made; each is closed when
/// its cause is gone, and opened again when it is back.
/// </summary>
/// <param name="context">The command.</param>
/// <param name="root">The working tree, absolute.</param>
internal sealed class DriftIssues(CommandContext context, string root)
{
    private const int Reserve = 500;

    /// <summary>Tells what a check found; false when the forge did not take it.</summary>
    public async Task<bool> TellAsync(DriftCheckReport report, bool showValues, CancellationToken cancellationToken)
    {
        var (model, outcome) = (report.Result.Model, report.Result.Outcome);
        // Too few rows to tell neither opens nor closes anything.
        if (outcome == Outcome.Inconclusive)
        {
            return true;
        }

        var forge = Open();
        var limit = new SizeLimit(forge.CommentLimit.Characters - Reserve, forge.CommentLimit.Bytes);
        var body =
            DriftReportMarkdown.Write(report, new MarkdownOptions { ShowValues = showValues, Limit = limit }) + Foot();
        return await SetAsync(
                    forge,
                    (model, IssueMarker.Drift),
                    $"{model} {report.Version}: {Headline(report.Result.Headline)}",
                    body,
                    outcome != Outcome.Pass,
                    cancellationToken
                )
                .ConfigureAwait(false)
            // The check could be made, whatever it found.
            && await SetAsync(
                    forge,
                    (model, IssueMarker.BrokenCheck),
                    BrokenTitle(model),
                    "",
                    isOpen: false,
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    /// <summary>Tells that a check could not be made, where the model's settings want an issue; what ails the forge too is only warned of.</summary>
    public static async Task TellBrokenAsync(
        CommandContext context,
        string model,
        string reason,
        CancellationToken cancellationToken
    )
    {
        if (await WantedAsync(context, model, cancellationToken).ConfigureAwait(false) is not var (root, showValues))
        {
            return;
        }

        // A reason may name a cell of the data, and a public issue is public for ever.
        var told = showValues ? MarkdownText.Of(reason, 2_000) : "the check's log says why";
        var issues = new DriftIssues(context, root);
        await issues
            .SetAsync(
                issues.Open(),
                (model, IssueMarker.BrokenCheck),
                BrokenTitle(model),
                $"The drift of {MarkdownText.Bold(model)} could not be checked:\n\n" + $"- {told}\n{issues.Foot()}",
                isOpen: true,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static async Task<(string Root, bool ShowValues)?> WantedAsync(
        CommandContext context,
        string model,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var repository = await GitRepository
                .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
                .ConfigureAwait(false);
            var project = SettingsFile.Read(repository.Root);
            return project.Models.GetValueOrDefault(model)?.Drift?.OnDrift.Contains(DriftAction.Issue) == true
                ? (repository.Root, Disclosure.ShowsValues(project, context))
                : null;
        }
        catch (Exception e) when (e is InputError or OperationError)
        {
            // That is what the check failed of, and what the job says.
            return null;
        }
    }

    private IForge Open() => ForgeAccess.Open(context, Path.Combine(root, OwnFolder.Name, "forge"));

    private async Task<bool> SetAsync(
        IForge forge,
        (string Model, string Cause) about,
        string title,
        string body,
        bool isOpen,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var issue = await OneIssue
                .SetAsync(
                    forge,
                    IssueMarker.Of(about.Model, about.Cause),
                    context.Runner.Mask(title),
                    context.Runner.Mask(body),
                    isOpen,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (issue is { IsOpen: true })
            {
                context.Runner.Notice($"Issue {issue.Number} tells of it: {issue.Address}");
            }

            return true;
        }
        catch (OperationError e)
        {
            context.Runner.Warning($"No issue tells of it: {e.Message}");
            return false;
        }
    }

    private string Foot() =>
        Uri.TryCreate(context.Event.RunUrl, UriKind.Absolute, out var address)
            ? $"\n<sub>{MarkdownText.Link("the check", address)}</sub>\n"
            : "";

    private static string BrokenTitle(string model) => $"{Headline(model)}: drift cannot be checked";

    private static string Headline(string text) => VisibleText.Of(text, 150);
}
