using Assay.Toolkit;
using Assay.Toolkit.Events;

namespace Assay.Tests.Toolkit;

public sealed class EventContextTests
{
    private const string Repository = """
        "repository": { "full_name": "acme/churn", "default_branch": "main", "id": 1 }
        """;

    [Fact]
    public void A_push_tells_branch_commit_and_actor()
    {
        var push = GitHub(
            $$"""{ {{Repository}}, "ref": "refs/heads/feature/x" }""",
            ("GITHUB_EVENT_NAME", "push"),
            ("GITHUB_REF", "refs/heads/feature/x")
        );

        push.Name.ShouldBe("push");
        push.Branch.ShouldBe("feature/x");
        push.Tag.ShouldBeNull();
        push.Sha.ShouldBe("5be1");
        push.DefaultBranch.ShouldBe("main");
        push.Actor.ShouldBe("ada");
        push.PullRequest.ShouldBeNull();
        push.RunUrl.ShouldBe("https://github.com/acme/churn/actions/runs/77");
    }

    [Theory]
    [InlineData("""{ "before": "0a1b" }""", "0a1b")]
    [InlineData("""{ "before": "0000000000000000000000000000000000000000" }""", null)]
    [InlineData("""{ "merge_group": { "base_sha": "0a1b" } }""", "0a1b")]
    [InlineData("{}", null)]
    public void A_push_tells_the_commit_before_it_unless_the_branch_is_new(string payload, string? before)
    {
        GitHub(payload).Before.ShouldBe(before);
        if (payload.Contains("\"before\"", StringComparison.Ordinal))
        {
            var sha = before ?? new string('0', 40);
            Read(ForgeKind.GitLab, ("CI_COMMIT_BEFORE_SHA", sha)).Before.ShouldBe(before);
        }
    }

    [Fact]
    public void A_pushed_tag_is_a_tag_and_no_branch()
    {
        var push = GitHub($$"""{ {{Repository}} }""", ("GITHUB_REF", "refs/tags/churn@v1.0.0"));

        push.Tag.ShouldBe("churn@v1.0.0");
        push.Branch.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "full_name": "acme/churn", "id": 1 }""", "acme/churn", false)]
    [InlineData("""{ "full_name": "mallory/churn", "id": 2 }""", "mallory/churn", true)]
    [InlineData("null", null, true)]
    public void A_pull_request_tells_both_sides_and_whether_it_is_a_fork(string head, string? from, bool fork)
    {
        var pull = GitHub(
            $$"""
            {
              {{Repository}},
              "number": 7,
              "pull_request": {
                "number": 7,
                "head": { "ref": "better", "sha": "3f9c", "repo": {{head}} },
                "base": { "ref": "main", "sha": "0a1b", "repo": { "full_name": "acme/churn", "id": 1 } }
              }
            }
            """,
            ("GITHUB_EVENT_NAME", "pull_request"),
            ("GITHUB_REF", "refs/pull/7/merge"),
            ("GITHUB_HEAD_REF", "better")
        ).PullRequest;

        pull.ShouldBe(new PullRequest(7, "better", "3f9c", "main", "0a1b", from, fork));
    }

    [Fact]
    public void A_workflow_run_of_the_same_repository_tells_its_pull_request()
    {
        var context = GitHub(
            $$"""
            {
              {{Repository}},
              "workflow_run": {
                "pull_requests": [
                  {
                    "number": 7,
                    "head": { "ref": "better", "sha": "3f9c", "repo": { "id": 1, "name": "churn" } },
                    "base": { "ref": "main", "sha": "0a1b", "repo": { "id": 1, "name": "churn" } }
                  }
                ]
              }
            }
            """,
            ("GITHUB_EVENT_NAME", "workflow_run")
        );

        context.PullRequest.ShouldBe(new PullRequest(7, "better", "3f9c", "main", "0a1b", "acme/churn", false));
        context.Branch.ShouldBe("better");
    }

    [Theory]
    [InlineData("""{ "workflow_run": { "pull_requests": [] } }""")]
    [InlineData("""{ "schedule": "0 4 * * *" }""")]
    [InlineData("""{ "pull_request": { "number": "7", "head": [], "base": 3 } }""")]
    [InlineData("""{ "pull_request": [1, 2] }""")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{ broken")]
    [InlineData("")]
    public void An_event_without_one_pull_request_or_with_a_strange_file_has_none(string payload)
    {
        var context = GitHub(payload, ("GITHUB_REF", "refs/heads/main"));

        context.PullRequest.ShouldBeNull();
        context.Repository.ShouldBe("acme/churn");
        context.Branch.ShouldBe("main");
    }

    [Fact]
    public void A_missing_event_file_is_no_error() =>
        Read(ForgeKind.GitHub, ("GITHUB_EVENT_PATH", "/nowhere"), ("GITHUB_ACTOR", "ada")).Actor.ShouldBe("ada");

    [Fact]
    public void A_merge_request_tells_both_sides()
    {
        var context = MergeRequest("acme/ml/churn", ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", ""));

        context.Name.ShouldBe("merge_request_event");
        context.Repository.ShouldBe("acme/ml/churn");
        context.Ref.ShouldBe("refs/merge-requests/7/head");
        context.Branch.ShouldBe("better");
        context.PullRequest.ShouldBe(new PullRequest(7, "better", "3f9c", "main", "0a1b", "acme/ml/churn", false));
    }

    [Fact]
    public void A_merge_request_from_a_fork_says_so() =>
        MergeRequest("mallory/churn").PullRequest!.IsFork.ShouldBeTrue();

    [Fact]
    public void The_merged_result_of_a_merge_request_is_not_its_head() =>
        MergeRequest("acme/ml/churn", ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "feed"))
            .PullRequest!.HeadSha.ShouldBe("feed");

    [Fact]
    public void A_branch_pipeline_has_no_merge_request()
    {
        var context = Read(
            ForgeKind.GitLab,
            ("CI_PIPELINE_SOURCE", "push"),
            ("CI_COMMIT_BRANCH", "main"),
            ("CI_DEFAULT_BRANCH", "main"),
            ("CI_SERVER_URL", "https://gitlab.example.com/"),
            ("CI_JOB_URL", "https://gitlab.example.com/acme/churn/-/jobs/9"),
            ("GITLAB_USER_LOGIN", "ada")
        );

        context.Ref.ShouldBe("refs/heads/main");
        context.DefaultBranch.ShouldBe("main");
        context.ServerUrl.ShouldBe("https://gitlab.example.com");
        context.RunUrl.ShouldBe("https://gitlab.example.com/acme/churn/-/jobs/9");
        context.PullRequest.ShouldBeNull();
    }

    [Fact]
    public void A_shell_has_no_event() => Read(ForgeKind.None, ("GITHUB_SHA", "x")).ShouldBe(new EventContext());

    private static EventContext MergeRequest(string source, params (string, string)[] more) =>
        Read(
            ForgeKind.GitLab,
            [
                ("CI_PIPELINE_SOURCE", "merge_request_event"),
                ("CI_PROJECT_PATH", "acme/ml/churn"),
                ("CI_COMMIT_SHA", "3f9c"),
                ("CI_MERGE_REQUEST_IID", "7"),
                ("CI_MERGE_REQUEST_REF_PATH", "refs/merge-requests/7/head"),
                ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "better"),
                ("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH", source),
                ("CI_MERGE_REQUEST_PROJECT_PATH", "acme/ml/churn"),
                ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
                ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "0a1b"),
                .. more,
            ]
        );

    private static EventContext GitHub(string payload, params (string, string)[] variables)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, payload);
            return Read(
                ForgeKind.GitHub,
                [
                    ("GITHUB_EVENT_PATH", path),
                    ("GITHUB_SERVER_URL", "https://github.com"),
                    ("GITHUB_REPOSITORY", "acme/churn"),
                    ("GITHUB_SHA", "5be1"),
                    ("GITHUB_ACTOR", "ada"),
                    ("GITHUB_RUN_ID", "77"),
                    .. variables,
                ]
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static EventContext Read(ForgeKind forge, params (string, string)[] variables)
    {
        using var job = new Job(forge, variables);
        return EventContext.Read(job.Environment);
    }
}
