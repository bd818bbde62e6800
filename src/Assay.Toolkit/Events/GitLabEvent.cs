using System.Globalization;

namespace Assay.Toolkit.Events;

/// <summary>GitLab's predefined variables.</summary>
internal static class GitLabEvent
{
    public static EventContext Read(RunnerEnvironment environment)
    {
        var tag = environment.Variable("CI_COMMIT_TAG");
        var branch =
            environment.Variable("CI_COMMIT_BRANCH") ?? environment.Variable("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME");
        return new EventContext
        {
            Forge = ForgeKind.GitLab,
            Name = environment.Variable("CI_PIPELINE_SOURCE"),
            ServerUrl = environment.Variable("CI_SERVER_URL")?.TrimEnd('/'),
            ApiUrl = environment.Variable("CI_API_V4_URL")?.TrimEnd('/'),
            Repository = environment.Variable("CI_PROJECT_PATH"),
            Sha = environment.Variable("CI_COMMIT_SHA"),
            Ref =
                environment.Variable("CI_MERGE_REQUEST_REF_PATH")
                ?? (
                    tag is not null ? $"refs/tags/{tag}"
                    : branch is not null ? $"refs/heads/{branch}"
                    : null
                ),
            Branch = branch,
            Tag = tag,
            Before = EventContext.Existing(environment.Variable("CI_COMMIT_BEFORE_SHA")),
            DefaultBranch = environment.Variable("CI_DEFAULT_BRANCH"),
            PullRequest = MergeRequest(environment),
            IsPublic = environment.Variable("CI_PROJECT_VISIBILITY") is { } visibility ? visibility == "public" : null,
            Actor = environment.Variable("GITLAB_USER_LOGIN"),
            RunUrl = environment.Variable("CI_JOB_URL"),
        };
    }

    private static PullRequest? MergeRequest(RunnerEnvironment environment)
    {
        var head = environment.Variable("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME");
        var target = environment.Variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
        // In a merged-results pipeline the commit is the merge; the branch's own is beside it.
        var sha = environment.Variable("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? environment.Variable("CI_COMMIT_SHA");
        if (
            !int.TryParse(
                environment.Variable("CI_MERGE_REQUEST_IID"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            || head is null
            || target is null
            || sha is null
        )
        {
            return null;
        }

        var source = environment.Variable("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH");
        return new PullRequest(
            number,
            head,
            sha,
            target,
            environment.Variable("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")
                ?? environment.Variable("CI_MERGE_REQUEST_DIFF_BASE_SHA"),
            source,
            source is null || source != environment.Variable("CI_MERGE_REQUEST_PROJECT_PATH")
        );
    }
}
