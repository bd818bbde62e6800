using System.Collections.Immutable;
using Assay.Core.Reports;
using Assay.Core.Reports.Sections;
using Assay.Forges;
using Assay.Toolkit.Runners;

namespace Assay.Commands.PullRequests;

/// <summary>Brings what was recorded on a commit to its pull request: one comment, one check.</summary>
/// <param name="context">The command.</param>
/// <param name="forge">The forge.</param>
/// <param name="sections">What was recorded.</param>
/// <param name="expected">Models of which there must be a verdict.</param>
internal sealed class PullRequestReport(
    CommandContext context,
    IForge forge,
    RecordedSections sections,
    ImmutableArray<string> expected
)
{
    private const string NoVerdict =
        "no verdict was recorded for this commit: its job failed, was cancelled, or may not write";
    private static readonly SizeLimit SummaryLimit = new(Characters: 65_535);
    private readonly SectionPictures _pictures = new(forge, sections, w => context.Runner.Warning(w));

    /// <summary>What is recorded now, without pictures.</summary>
    public async Task<CommentPage> ReadAsync(string sha, CancellationToken cancellationToken) =>
        PageOf(sha, await sections.ReadAsync(sha, cancellationToken).ConfigureAwait(false));

    /// <summary>Sets the comment, which says what is recorded at its end; null where there is none and none is wanted or allowed.</summary>
    public async Task<ForgeComment?> CommentAsync(JudgedCommit judged, CancellationToken cancellationToken)
    {
        if (judged.PullRequest is not { } number)
        {
            return null;
        }

        try
        {
            var pull = await forge.PullRequestAsync(number, cancellationToken).ConfigureAwait(false);
            if (pull is not null && pull.HeadSha != judged.Sha)
            {
                context.Runner.Notice(
                    $"Pull request {number} has moved on from {judged.Sha} to {pull.HeadSha}: the comment is left to that commit's job."
                );
                return null;
            }

            return await OneComment
                .SetAsync(
                    forge,
                    number,
                    ReportMarker.Whole,
                    async (earlier, token) =>
                    {
                        var recorded = await sections.ReadAsync(judged.Sha, token).ConfigureAwait(false);
                        var page = PageOf(judged.Sha, recorded) with
                        {
                            Pictures = await _pictures.FindAsync(recorded, earlier, token).ConfigureAwait(false),
                        };
                        // Nothing to say is said only where something else was said before.
                        return page.InOrder.IsEmpty && earlier is null
                            ? null
                            : context.Runner.Mask(CommentMarkdown.Write(page, forge.CommentLimit));
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (ForgeRefusal e)
        {
            context.Runner.Warning($"No comment was written: {e.Message}. The summary of this job has all of it.");
            return null;
        }
    }

    /// <summary>Sets the check; false where the token does not allow it.</summary>
    public async Task<bool> CheckAsync(CommentPage page, string sha, CancellationToken cancellationToken)
    {
        var check = new ForgeCheck(
            sha,
            Conclusion(page),
            context.Runner.Mask(VisibleText.Of(page.Title, 250)),
            context.Runner.Mask(CommentMarkdown.Write(page, SummaryLimit)),
            page.FullReport,
            [
                .. page
                    .Sections.SelectMany(s => s.Remarks)
                    .Select(r => new CheckAnnotation(
                        r.Path,
                        r.Line,
                        r.Blocking ? Severity.Error : Severity.Warning,
                        context.Runner.Mask(VisibleText.Of(r.Message, 2_000))
                    )),
            ]
        );
        try
        {
            await forge.SetCheckAsync(check, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ForgeRefusal e)
        {
            context.Runner.Warning($"No check was set: {e.Message}. This job's own result says the same.");
            return false;
        }
    }

    private CommentPage PageOf(string sha, ImmutableArray<RecordedSection> recorded) =>
        new()
        {
            Commit = sha,
            Sections = [.. recorded.Select(r => r.Section)],
            Missing = [.. expected.Except(recorded.Select(r => r.Section.Model)).Select(m => (m, NoVerdict))],
            FullReport = Uri.TryCreate(context.Event.RunUrl, UriKind.Absolute, out var address) ? address : null,
        };

    public static CheckConclusion Conclusion(CommentPage page) =>
        page.Decision switch
        {
            Core.Gates.Decision.Accept => CheckConclusion.Success,
            Core.Gates.Decision.Neutral => CheckConclusion.Neutral,
            _ => CheckConclusion.Failure,
        };
}
