using System.Text.Json.Nodes;
using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Forges;

/// <summary>A pull request is answered with one comment and one check, on GitHub and on GitLab alike.</summary>
public sealed class PullRequestTests(DemoProject demo)
{
    private const string Marker = "<!-- assay:report:v1 -->";

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_verdict_becomes_one_comment_and_one_check(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        using var clone = new TemporaryFolder();
        var job = await JobAsync(under, demo, clone);
        var gate = await job.RunAsync("evaluate-gate", "--model", "churn", "--against", "v1.0.0");
        gate.ExitCode.ShouldBe(0, gate.Log);
        var report = await job.RunAsync("report", "--models", "[\"churn\"]", "--json");
        report.ExitCode.ShouldBe(0, report.Log);

        // Beside the pictures, which are uploaded once a verdict.
        under.Server.Requests.Count(r => !r.EndsWith("/uploads", StringComparison.Ordinal)).ShouldBeLessThan(12);
        var comment = under.Server.Comments.Values.ShouldHaveSingleItem();
        comment.Body.Split('\n')[0].ShouldBe(Marker);
        comment.Body.Split('\n')[1].ShouldStartWith("### ✅ churn · pass: ROC-AUC 0.8");
        comment.Body.ShouldContain("over v1.0.0");
        State(under.Server).ShouldBe("success");
        var answer = JsonNode.Parse(report.Output)!;
        ((string?)answer["conclusion"]).ShouldBe("success");
        ((string?)answer["comment"]).ShouldEndWith(
            $"_{comment.Id}".Replace("_", kind == "GitHub" ? "#issuecomment-" : "#note_")
        );

        // Run again it changes nothing, and a later verdict on the commit is written into the same comment.
        var again = await job.RunAsync("report", "--models", "[\"churn\"]");
        again.ExitCode.ShouldBe(0, again.Log);
        under.Server.Comments.Values.ShouldHaveSingleItem().ShouldBe(comment);
        var worse = await job.RunAsync(
            "evaluate-gate",
            "--model",
            "churn",
            "--run",
            await FirstRunAsync(clone),
            "--against",
            "v1.1.0"
        );
        worse.ExitCode.ShouldBe(1, worse.Log);
        var failed = await job.RunAsync("report", "--models", "[\"churn\"]");
        failed.ExitCode.ShouldBe(1, failed.Log);
        under.Server.Comments.Values.ShouldHaveSingleItem().Body.ShouldContain("### ❌ churn · fail: ");
        State(under.Server).ShouldBe(kind == "GitHub" ? "failure" : "failed");
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_model_without_a_verdict_stands_in_the_way_and_no_model_does_not(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        using var clone = new TemporaryFolder();
        var job = await JobAsync(under, demo, clone);
        var none = await job.RunAsync("report", "--models", "[]");
        none.ExitCode.ShouldBe(0, none.Log);
        under.Server.Comments.ShouldBeEmpty();
        State(under.Server).ShouldBe("success");

        var missing = await job.RunAsync("report", "--models", "[\"churn\"]");
        missing.ExitCode.ShouldBe(1, missing.Log);
        under
            .Server.Comments.Values.ShouldHaveSingleItem()
            .Body.ShouldContain("### ⛔ churn · error: no verdict was recorded");

        // The next commit touches no model: a comment that is there says so.
        none = await job.RunAsync("report", "--models", "[]");
        none.ExitCode.ShouldBe(0, none.Log);
        under
            .Server.Comments.Values.ShouldHaveSingleItem()
            .Body.ShouldContain("### ✅ No model is touched by this change");
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_late_job_of_an_older_commit_leaves_the_comment_alone(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        using var clone = new TemporaryFolder();
        var job = await JobAsync(under, demo, clone);
        var moved = under.Server.Pulls[ForgeJob.PullRequest] with { Sha = new string('a', 40) };
        under.Server.Pulls[ForgeJob.PullRequest] = moved;
        var report = await job.RunAsync("report", "--models", "[\"churn\"]");
        report.Messages.ShouldContain("has moved on");
        under.Server.Comments.ShouldBeEmpty();
        State(under.Server).ShouldBe(kind == "GitHub" ? "failure" : "failed");
    }

    [Fact]
    public async Task GitLabs_own_token_leaves_the_answer_in_the_job_and_says_what_would_do()
    {
        using var under = ForgeUnderTest.Start("GitLab");
        using var clone = new TemporaryFolder();
        var job = await JobAsync(under, demo, clone) with { Token = null };
        var report = await job.RunAsync("report", "--models", "[\"churn\"]");
        report.ExitCode.ShouldBe(1, report.Log);
        report.Messages.ShouldContain("No comment was written: ");
        report.Messages.ShouldContain("ASSAY_TOKEN");
        File.ReadAllText(clone.File("clone/assay-summary.md")).ShouldContain("### ⛔ churn · error");
        File.ReadAllText(clone.File("clone/.assay/comment/comment.md")).ShouldStartWith(Marker);
    }

    [Fact]
    public async Task A_fork_is_answered_by_the_workflow_that_follows_its_own()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        using var clone = new TemporaryFolder();
        var job = await JobAsync(under, demo, clone) with { EventName = "workflow_run" };
        var gate = await job.RunAsync("evaluate-gate", "--model", "churn", "--against", "v1.0.0");
        gate.ExitCode.ShouldBe(0, gate.Log);
        // The branch has another commit by now in one of them; the other is another person's.
        under.Server.Pulls[8] = new LoopbackPull(8, new string('b', 40), job.Branch, "mallory/churn");
        under.Server.Pulls[9] = new LoopbackPull(9, job.HeadSha, job.Branch, "eve/churn");
        under.Server.Pulls[7] = new LoopbackPull(7, job.HeadSha, job.Branch, "mallory/churn");
        var report = await job.RunAsync("report", "--models", "[\"churn\"]");
        report.ExitCode.ShouldBe(0, report.Log);
        under.Server.Comments.Values.ShouldHaveSingleItem().Pull.ShouldBe(7);

        // Two that fit are one too many: nobody's word decides between them.
        under.Server.Pulls[10] = under.Server.Pulls[7] with
        {
            Number = 10,
        };
        under.Server.Comments.Clear();
        report = await job.RunAsync("report", "--models", "[\"churn\"]");
        report.ExitCode.ShouldBe(0, report.Log);
        report.Messages.ShouldContain("More than one open pull request");
        under.Server.Comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pictures_of_a_public_repository_are_shown_from_the_ledgers_own_commit()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        using var clone = new TemporaryFolder();
        var job = await JobAsync(under, demo, clone) with { IsPublic = true };
        (await job.RunAsync("evaluate-gate", "--model", "churn", "--against", "v1.0.0")).ExitCode.ShouldBe(0);
        (await job.RunAsync("report")).ExitCode.ShouldBe(0);
        var body = under.Server.Comments.Values.ShouldHaveSingleItem().Body;
        var address = body.Split("src=\"")[1].Split('"')[0];
        address.ShouldStartWith("https://raw.githubusercontent.com/acme/churn/");
        var (commit, path) = (address.Split('/')[5], string.Join('/', address.Split('/')[6..]));
        var picture = await GitAsync(clone.File("shared.git"), "cat-file", "-s", $"{commit}:{path}");
        int.Parse(picture.Trim(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(1000);
        (await GitAsync(clone.File("shared.git"), "for-each-ref", "--contains", commit)).ShouldContain("refs/assay/");
    }

    [Fact]
    public async Task Pictures_of_a_merge_request_are_uploaded_to_GitLab_once()
    {
        using var under = ForgeUnderTest.Start("GitLab");
        using var clone = new TemporaryFolder();
        var job = await JobAsync(under, demo, clone);
        (await job.RunAsync("evaluate-gate", "--model", "churn", "--against", "v1.0.0")).ExitCode.ShouldBe(0);
        var report = await job.RunAsync("report");
        report.ExitCode.ShouldBe(0, report.Log);
        under
            .Server.Comments.Values.ShouldHaveSingleItem()
            .Body.ShouldContain($"src=\"{under.Server.Url}/-/project/1/uploads/");
        under.Server.Uploads.Select(u => u.Name).ShouldBeUnique();
    }

    private static string? State(LoopbackForge server) =>
        server is LoopbackGitHub
            ? (string?)server.Checks.Values.Last()["conclusion"]
            : (string?)server.Statuses.Last()["state"];

    /// <summary>A job of pull request 7 in a clone of the demo's repository, whose last commit nothing was recorded on.</summary>
    internal static async Task<ForgeJob> JobAsync(ForgeUnderTest under, DemoProject demo, TemporaryFolder folder)
    {
        var clone = folder.File("clone");
        await GitAsync(
            folder.Path,
            "clone",
            "--quiet",
            "--mirror",
            await demo.SharedAsync(),
            folder.File("shared.git")
        );
        await GitAsync(folder.Path, "clone", "--quiet", folder.File("shared.git"), clone);
        await GitAsync(clone, "commit", "--quiet", "--allow-empty", "--message", "Another one");
        var sha = (await GitAsync(clone, "rev-parse", "HEAD")).Trim();
        var job = new ForgeJob(under.Server, clone, sha);
        under.Server.Pulls[ForgeJob.PullRequest] = new LoopbackPull(
            ForgeJob.PullRequest,
            sha,
            job.Branch,
            LoopbackForge.Repository
        );
        return job;
    }

    private static async Task<string> FirstRunAsync(TemporaryFolder clone)
    {
        var runs = await Running.AssayProgram.RunAsync(clone.File("clone"), ["lineage", "churn@v1.0.0", "--json"]);
        return (string)JsonNode.Parse(runs.Output)!["run_id"]!;
    }

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var result = await Cli.Wrap("git")
            .WithArguments(["-C", folder, .. arguments])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, result.StandardError);
        return result.StandardOutput;
    }
}
