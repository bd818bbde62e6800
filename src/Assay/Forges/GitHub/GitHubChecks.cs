using Octokit;
using Severity = Assay.Toolkit.Runners.Severity;

namespace Assay.Forges.GitHub;

/// <summary>The check of a commit: a check run with annotations, or, where the token allows no more, a commit status.</summary>
internal sealed class GitHubChecks(GitHubApi api)
{
    private const string Permission = "checks: write";

    // GitHub's limits: annotations of one request; characters of a status's description.
    private const int AnnotationsPerRequest = 50;
    private const int DescriptionLength = 140;

    public async Task SetAsync(ForgeCheck check)
    {
        try
        {
            await SetRunAsync(check).ConfigureAwait(false);
        }
        catch (ForgeRefusal refusal)
        {
            await SetStatusAsync(check, refusal).ConfigureAwait(false);
        }
    }

    private async Task SetRunAsync(ForgeCheck check)
    {
        var batches = check.Annotations.Chunk(AnnotationsPerRequest).DefaultIfEmpty([]).ToArray();
        var earlier = await api.AskAsync(
                "list the commit's checks",
                Permission,
                client =>
                    client.Check.Run.GetAllForReference(
                        api.Owner,
                        api.Name,
                        check.Sha,
                        new CheckRunRequest { CheckName = ForgeCheck.Name }
                    )
            )
            .ConfigureAwait(false);
        var id = earlier.CheckRuns.Select(run => (long?)run.Id).Max();
        if (id is { } existing && await TryUpdateAsync(existing, check, batches[0]).ConfigureAwait(false))
        {
            await AppendAsync(existing, check, batches[1..]).ConfigureAwait(false);
            return;
        }

        var made = await api.AskAsync(
                "set the check",
                Permission,
                client =>
                    client.Check.Run.Create(
                        api.Owner,
                        api.Name,
                        new NewCheckRun(ForgeCheck.Name, check.Sha)
                        {
                            Status = CheckStatus.Completed,
                            Conclusion = Conclusion(check.Conclusion),
                            DetailsUrl = check.Details?.AbsoluteUri,
                            Output = OutputOf(check, batches[0]),
                        }
                    )
            )
            .ConfigureAwait(false);
        await AppendAsync(made.Id, check, batches[1..]).ConfigureAwait(false);
    }

    // A check that another app made under our name is not ours to change: then we make one beside it.
    private async Task<bool> TryUpdateAsync(long id, ForgeCheck check, CheckAnnotation[] annotations)
    {
        try
        {
            await UpdateAsync(id, check, annotations).ConfigureAwait(false);
            return true;
        }
        catch (ForgeRefusal)
        {
            return false;
        }
    }

    private async Task AppendAsync(long id, ForgeCheck check, CheckAnnotation[][] batches)
    {
        foreach (var batch in batches)
        {
            await UpdateAsync(id, check, batch).ConfigureAwait(false);
        }
    }

    private Task<CheckRun> UpdateAsync(long id, ForgeCheck check, CheckAnnotation[] annotations) =>
        api.AskAsync(
            "set the check anew",
            Permission,
            client =>
                client.Check.Run.Update(
                    api.Owner,
                    api.Name,
                    id,
                    new CheckRunUpdate
                    {
                        Status = CheckStatus.Completed,
                        Conclusion = Conclusion(check.Conclusion),
                        DetailsUrl = check.Details?.AbsoluteUri,
                        Output = OutputOf(check, annotations),
                    }
                )
        );

    private async Task SetStatusAsync(ForgeCheck check, ForgeRefusal refusal)
    {
        try
        {
            await api.AskAsync(
                    "set the commit's status",
                    "statuses: write",
                    client =>
                        client.Repository.Status.Create(
                            api.Owner,
                            api.Name,
                            check.Sha,
                            new NewCommitStatus
                            {
                                Context = ForgeCheck.Name,
                                // A status knows no third way: what does not block is a success that says so.
                                State =
                                    check.Conclusion == CheckConclusion.Failure
                                        ? CommitState.Failure
                                        : CommitState.Success,
                                Description = Short(check.Title),
                                TargetUrl = check.Details?.AbsoluteUri,
                            }
                        )
                )
                .ConfigureAwait(false);
        }
        catch (ForgeRefusal)
        {
            throw refusal;
        }
    }

    private static NewCheckRunOutput OutputOf(ForgeCheck check, CheckAnnotation[] annotations) =>
        new(check.Title, check.Summary)
        {
            Annotations =
            [
                .. annotations.Select(a => new NewCheckRunAnnotation(
                    a.Path,
                    a.Line,
                    a.Line,
                    Level(a.Severity),
                    a.Message
                )),
            ],
        };

    private static CheckAnnotationLevel Level(Severity severity) =>
        severity switch
        {
            Severity.Error => CheckAnnotationLevel.Failure,
            Severity.Warning => CheckAnnotationLevel.Warning,
            _ => CheckAnnotationLevel.Notice,
        };

    private static Octokit.CheckConclusion Conclusion(CheckConclusion conclusion) =>
        conclusion switch
        {
            CheckConclusion.Success => Octokit.CheckConclusion.Success,
            CheckConclusion.Neutral => Octokit.CheckConclusion.Neutral,
            _ => Octokit.CheckConclusion.Failure,
        };

    private static string Short(string text) =>
        text.Length <= DescriptionLength ? text : text[..(DescriptionLength - 1)] + "…";
}
