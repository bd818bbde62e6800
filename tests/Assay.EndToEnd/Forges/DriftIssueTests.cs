using Assay.EndToEnd.Drift;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Forges;

/// <summary><c>on_drift: [issue]</c>: a model's drift is told in one issue, and so is a check that cannot be made.</summary>
public sealed class DriftIssueTests(DemoProject demo)
{
    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_drift_opens_an_issue_that_the_next_good_check_closes(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        using var folder = new TemporaryFolder();
        var job = await JobAsync(under, folder);
        var customers = await Customers.ReadAsync(Path.Combine(job.Workspace, "data", "holdout.csv"));
        await customers.New().WriteAsync(folder.File("new.csv"));
        await customers.Half().WriteAsync(folder.File("half.csv"));

        var drift = await job.RunAsync("drift-check", "--model", "churn", "--current", folder.File("new.csv"));
        drift.ExitCode.ShouldBe(0, drift.Log);
        var issue = under.Server.Issues.Values.ShouldHaveSingleItem();
        issue.Open.ShouldBeTrue();
        issue.Title.ShouldStartWith("churn v1.1.0: ");
        issue.Body.Split('\n')[0].ShouldBe("<!-- assay:issue:v1 cause=drift model=churn -->");
        issue.Body.ShouldContain("tenure");

        var good = await job.RunAsync("drift-check", "--model", "churn", "--current", folder.File("half.csv"));
        good.ExitCode.ShouldBe(0, good.Log);
        under.Server.Issues.Values.ShouldHaveSingleItem().Open.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_check_that_cannot_be_made_is_told_and_the_next_that_can_closes_that(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        using var folder = new TemporaryFolder();
        var job = await JobAsync(under, folder);
        var broken = await job.RunAsync("drift-check", "--model", "churn", "--current", folder.File("none.csv"));
        broken.ExitCode.ShouldBe(2, broken.Log);
        var issue = under.Server.Issues.Values.ShouldHaveSingleItem();
        (issue.Open, issue.Title).ShouldBe((true, "churn: drift cannot be checked"));
        issue.Body.ShouldContain("none.csv");

        var customers = await Customers.ReadAsync(Path.Combine(job.Workspace, "data", "holdout.csv"));
        await customers.Half().WriteAsync(folder.File("half.csv"));
        var good = await job.RunAsync("drift-check", "--model", "churn", "--current", folder.File("half.csv"));
        good.ExitCode.ShouldBe(0, good.Log);
        under.Server.Issues.Values.ShouldHaveSingleItem().Open.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_no_issue_can_be_written_the_job_is_red()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        under.Server.Forbidden.UnionWith(["/issues", "/labels"]);
        using var folder = new TemporaryFolder();
        var job = await JobAsync(under, folder);
        var customers = await Customers.ReadAsync(Path.Combine(job.Workspace, "data", "holdout.csv"));
        await customers.New().WriteAsync(folder.File("new.csv"));
        var drift = await job.RunAsync("drift-check", "--model", "churn", "--current", folder.File("new.csv"));
        drift.ExitCode.ShouldBe(1, drift.Log);
        drift.Messages.ShouldContain("'issues: write'");
    }

    private async Task<ForgeJob> JobAsync(ForgeUnderTest under, TemporaryFolder folder)
    {
        var job = await PullRequestTests.JobAsync(under, demo, folder);
        var settings = Path.Combine(job.Workspace, "assay.yml");
        var text = await File.ReadAllTextAsync(settings);
        text.ShouldContain("on_drift: [retrain]");
        await File.WriteAllTextAsync(settings, text.Replace("on_drift: [retrain]", "on_drift: [issue]"));
        return job;
    }
}
