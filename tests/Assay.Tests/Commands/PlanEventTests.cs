namespace Assay.Tests.Commands;

/// <summary>A plan in a job of a forge, in a checkout of one commit.</summary>
public sealed class PlanEventTests
{
    [Fact]
    public async Task A_pull_request_is_compared_with_where_it_left_its_target_even_from_a_checkout_of_one_commit()
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.GitAsync("checkout", "--quiet", "-b", "better");
        var head = await repository.CommitAsync("fraud/train.py", "better");
        await repository.GitAsync("checkout", "--quiet", "-B", "merge", "origin/main");
        await repository.GitAsync("merge", "--quiet", "--no-ff", "-m", "Merge", "better");
        await repository.GitAsync("push", "--quiet", "origin", "better", "HEAD:refs/pull/7/merge");
        // Meanwhile main moved on, by what is not of this pull request.
        await repository.GitAsync("checkout", "--quiet", "-B", "main", "origin/main");
        await repository.CommitAsync("train.py", "elsewhere");
        await repository.GitAsync("push", "--quiet", "origin", "main");

        var job = await repository.JobAsync("pull_request", PlanRepository.PullRequest(head), "refs/pull/7/merge");
        var branch = await repository.JobAsync("pull_request", PlanRepository.PullRequest(head), "refs/heads/better");

        job.Models.ShouldBe(["fraud"]);
        branch.Models.ShouldBe(["fraud"]);
        job.Outputs.ShouldContain(
            """{"include":[{"model":"fraud","runs-on":["self-hosted","gpu"],"artifact":"fraud"}]}"""
        );
        job.Outputs.ShouldContain("""["fraud"]""");
    }

    [Fact]
    public async Task A_pull_request_of_a_branch_that_is_far_behind_deepens_the_checkout_until_it_knows()
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.GitAsync("checkout", "--quiet", "-b", "better");
        var head = await repository.CommitAsync("fraud/train.py", "better");
        await repository.GitAsync("push", "--quiet", "origin", "better");
        await repository.GitAsync("checkout", "--quiet", "-B", "main", "origin/main");
        for (var i = 0; i < 5; i++)
        {
            await repository.CommitAsync("train.py", $"elsewhere {i}");
        }

        await repository.GitAsync("push", "--quiet", "origin", "main");

        var job = await repository.JobAsync("pull_request", PlanRepository.PullRequest(head), "refs/heads/better");

        job.Models.ShouldBe(["fraud"]);
    }

    [Fact]
    public async Task Where_the_target_branch_cannot_be_had_it_says_what_to_set()
    {
        using var repository = await PlanRepository.CreateAsync();
        var head = await repository.GitAsync("rev-parse", "HEAD");
        var payload = PlanRepository.PullRequest(head).Replace("\"ref\": \"main\"", "\"ref\": \"gone\"");

        var job = await repository.JobAsync("pull_request", payload, "refs/heads/main");

        job.Answer.Exit.ShouldBe(ExitCode.Failed);
        job.Answer.Messages.ShouldContain("the target branch 'gone' of the pull request cannot be fetched");
        job.Answer.Messages.ShouldContain("fetch-depth: 0");
    }

    [Fact]
    public async Task A_push_is_compared_with_the_commit_before_it()
    {
        using var repository = await PlanRepository.CreateAsync();
        var before = await repository.GitAsync("rev-parse", "HEAD");
        await repository.CommitAsync("train.py", "one");
        await repository.CommitAsync("README.md", "two");
        await repository.GitAsync("push", "--quiet", "origin", "HEAD:main");

        var job = await repository.JobAsync("push", $$"""{ "before": "{{before}}" }""", "refs/heads/main");

        job.Models.ShouldBe(["churn"]);
    }

    [Fact]
    public async Task A_forced_push_is_compared_with_what_was_there_as_long_as_the_server_has_it()
    {
        using var repository = await PlanRepository.CreateAsync();
        var start = await repository.GitAsync("rev-parse", "HEAD");
        var before = await repository.CommitAsync("train.py", "one");
        await repository.GitAsync("push", "--quiet", "origin", "HEAD:main");
        await repository.GitAsync("reset", "--quiet", "--hard", start);
        await repository.CommitAsync("fraud/train.py", "another");
        await repository.GitAsync("push", "--quiet", "--force", "origin", "HEAD:main");

        var job = await repository.JobAsync("push", $$"""{ "before": "{{before}}" }""", "refs/heads/main");
        var gone = await repository.JobAsync(
            "push",
            $$"""{ "before": "{{new string('a', 40)}}" }""",
            "refs/heads/main"
        );

        job.Models.ShouldBe(["churn", "fraud"]);
        gone.Models.ShouldBe(["churn", "fraud"]);
        PlanRepository.ReasonOf(gone.Answer, "churn").ShouldBe("the commit before this push, aaaaaaa, is gone");
    }

    [Fact]
    public async Task The_first_push_of_a_branch_is_compared_with_the_default_branch_and_of_that_one_with_nothing()
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.GitAsync("checkout", "--quiet", "-b", "better");
        await repository.CommitAsync("fraud/train.py", "better");
        await repository.GitAsync("push", "--quiet", "origin", "better");
        var payload = $$"""{ "before": "{{new string('0', 40)}}", "repository": { "default_branch": "main" } }""";

        var branch = await repository.JobAsync("push", payload, "refs/heads/better");
        var main = await repository.JobAsync("push", payload, "refs/heads/main");

        branch.Models.ShouldBe(["fraud"]);
        main.Models.ShouldBe(["churn", "fraud"]);
        PlanRepository.ReasonOf(main.Answer, "fraud").ShouldBe("the first push of main");
    }

    [Theory]
    [InlineData("schedule")]
    [InlineData("workflow_dispatch")]
    public async Task A_schedule_and_a_job_started_by_hand_plan_every_model_or_those_that_are_named(string name)
    {
        using var repository = await PlanRepository.CreateAsync();

        var all = await repository.JobAsync(name, "{}", "refs/heads/main");
        var one = await repository.JobAsync(name, "{}", "refs/heads/main", "--model", "churn");

        all.Models.ShouldBe(["churn", "fraud"]);
        PlanRepository.ReasonOf(all.Answer, "churn").ShouldBe($"started by {name}");
        one.Models.ShouldBe(["churn"]);
    }

    [Fact]
    public async Task Where_the_settings_could_not_be_read_before_every_model_is_planned()
    {
        using var repository = await PlanRepository.CreateAsync();
        var before = await repository.CommitAsync("assay.yml", "version: 1\nmodles: {}\n");
        await repository.CommitAsync("assay.yml", PlanRepository.Settings);
        await repository.GitAsync("push", "--quiet", "origin", "HEAD:main");

        var job = await repository.JobAsync("push", $$"""{ "before": "{{before}}" }""", "refs/heads/main");

        job.Models.ShouldBe(["churn", "fraud"]);
        PlanRepository.ReasonOf(job.Answer, "churn").ShouldBe("assay.yml could not be read before");
    }
}
