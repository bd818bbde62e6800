using Assay.Core.Gates;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Git;
using Assay.Tests.Runs;
using static Assay.Tests.Commands.RegistryRuns;

namespace Assay.Tests.Commands;

public sealed class RegistryTests
{
    [Fact]
    public async Task A_version_is_registered_promoted_replaced_and_put_back()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = new Shell(await RecordedAsync(workspace, Trained(workspace, 1), Judged(1)));

        var registered = await shell.AssayAsync("register", "--model", "churn", "--json");
        registered.Exit.ShouldBe(ExitCode.Done, registered.Messages);
        registered.Json.GetProperty("version").GetString().ShouldBe("v1.0.0");
        registered.Json.GetProperty("run_id").GetString().ShouldBe(ExampleRun.Id(1).ToString());
        registered.Json.GetProperty("model_digest").GetString().ShouldStartWith("sha256:");
        registered.Json.GetProperty("is_new").GetBoolean().ShouldBeTrue();

        var promoted = await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod", "--json");
        promoted.Exit.ShouldBe(ExitCode.Done, promoted.Messages);
        promoted.Json.GetProperty("moved").GetBoolean().ShouldBeTrue();
        promoted.Json.GetProperty("verdict").GetProperty("verdict").GetString().ShouldBe("pass");
        promoted.Json.GetProperty("actor").GetString().ShouldBe("Zoe <zoe@example.com>");

        await AddAsync(workspace, Trained(workspace, 2), Judged(2));
        await shell.AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(2).ToString());
        var replaced = await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod", "--reason", "spring");
        replaced.Results.ShouldContain("churn#prod → v1.1.0 (before: v1.0.0)");

        var back = await shell.AssayAsync("rollback", "--model", "churn", "--stage", "prod", "--json");
        back.Exit.ShouldBe(ExitCode.Done, back.Messages);
        back.Json.GetProperty("version").GetString().ShouldBe("v1.0.0");
        back.Json.GetProperty("from").GetString().ShouldBe("v1.1.0");
        (await workspace.RemoteRefsAsync("refs/tags/"))
            .Select(t => t["refs/tags/".Length..])
            .ShouldBe(["churn#prod#1", "churn#prod#2", "churn#prod#3", "churn@v1.0.0", "churn@v1.1.0"]);
    }

    [Fact]
    public async Task A_verdict_s_run_registers_the_model_that_it_judged()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var verdict = Judged(1);
        var shell = new Shell(await RecordedAsync(workspace, Trained(workspace, 1), verdict));

        var registered = await shell.AssayAsync(
            "register",
            "--model",
            "churn",
            "--run",
            verdict.Run.Id.ToString(),
            "--json"
        );

        registered.Exit.ShouldBe(ExitCode.Done, registered.Messages);
        registered.Json.GetProperty("run_id").GetString().ShouldBe(ExampleRun.Id(1).ToString());
    }

    [Theory]
    [InlineData("kserve", "target live is of kind kserve, which this version does not drive yet")]
    [InlineData("process", null)]
    public async Task A_target_that_is_not_driven_or_never_served_is_no_reason_not_to_roll_back(
        string kind,
        string? warning
    )
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RecordedAsync(workspace, Trained(workspace, 1), Judged(1), Trained(workspace, 2), Judged(2));
        var shell = new Shell(clone);
        foreach (var number in (int[])[1, 2])
        {
            await shell.AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(number).ToString());
            (await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod")).Exit.ShouldBe(ExitCode.Done);
        }

        await File.WriteAllTextAsync(
            Path.Combine(clone, "assay.yml"),
            $"version: 1\nmodels:\n  churn:\n    task: binary\n    deploy: {{ targets: {{ live: {{ kind: {kind}, stage: prod }} }} }}\n",
            Workspace.Token
        );
        var back = await shell.AssayAsync("rollback", "--model", "churn", "--stage", "prod");

        back.Exit.ShouldBe(ExitCode.Done, back.Messages);
        back.Results.ShouldContain("churn#prod → v1.0.0 (before: v1.1.0)");
        back.Messages.Contains("does not drive yet").ShouldBe(warning is not null);
        back.Messages.ShouldContain(warning ?? "");
    }

    [Fact]
    public async Task Registering_a_run_again_changes_nothing_and_says_so()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = new Shell(await RecordedAsync(workspace, Trained(workspace, 1)));
        await shell.AssayAsync("register", "--model", "churn");

        var again = await shell.AssayAsync("register", "--model", "churn", "--bump", "major");

        again.Exit.ShouldBe(ExitCode.Done);
        again.Results.ShouldStartWith("churn@v1.0.0  run");
        again.Messages.ShouldContain("The run was that version already; nothing was changed.");
    }

    [Fact]
    public async Task Two_retrainings_of_one_commit_become_two_versions()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = new Shell(await RecordedAsync(workspace, Trained(workspace, 1), Trained(workspace, 2)));

        await shell.AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(1).ToString());
        var second = await shell.AssayAsync(
            "register",
            "--model",
            "churn",
            "--run",
            ExampleRun.Id(2).ToString(),
            "--json"
        );

        second.Json.GetProperty("version").GetString().ShouldBe("v1.1.0");
        (await workspace.RemoteRefsAsync(RefNames.Versions)).Length.ShouldBe(2);
        var commits = await Workspace.GitAsync(workspace.Remote, "rev-parse", "churn@v1.0.0^{}", "churn@v1.1.0^{}");
        commits.Split('\n').Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Two_that_register_at_once_get_two_versions()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var one = await RecordedAsync(workspace, Trained(workspace, 1), Trained(workspace, 2));
        var two = await workspace.CloneAsync("two");

        var answers = await Task.WhenAll(
            new Shell(one).AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(1).ToString(), "--json"),
            new Shell(two).AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(2).ToString(), "--json")
        );

        answers.ShouldAllBe(a => a.Exit == ExitCode.Done);
        answers.Select(a => a.Json.GetProperty("version").GetString()).Order().ShouldBe(["v1.0.0", "v1.1.0"]);
    }

    [Fact]
    public async Task Two_promotions_at_once_have_one_order()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var one = await RecordedAsync(workspace, Trained(workspace, 1), Judged(1), Trained(workspace, 2), Judged(2));
        var two = await workspace.CloneAsync("two");
        await new Shell(one).AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(1).ToString());
        await new Shell(one).AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(2).ToString());

        var answers = await Task.WhenAll(
            new Shell(one).AssayAsync(
                "promote",
                "--model",
                "churn",
                "--stage",
                "prod",
                "--version",
                "v1.0.0",
                "--json"
            ),
            new Shell(two).AssayAsync("promote", "--model", "churn", "--stage", "prod", "--version", "v1.1.0", "--json")
        );

        answers.ShouldAllBe(a => a.Exit == ExitCode.Done);
        (await Workspace.GitAsync(workspace.Remote, "rev-list", "--count", "refs/assay/stage/churn/prod")).ShouldBe(
            "2"
        );
        answers.Count(a => a.Json.TryGetProperty("from", out _)).ShouldBe(1);
    }

    [Fact]
    public async Task A_promotion_without_a_passing_verdict_on_that_very_model_is_refused()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = new Shell(await RecordedAsync(workspace, Trained(workspace, 1), Judged(7)));
        await shell.AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(1).ToString());

        var without = await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod");
        without.Exit.ShouldBe(ExitCode.WrongRequest);
        without.Messages.ShouldContain($"make one with 'assay evaluate-gate --model churn --run {ExampleRun.Id(1)}'");

        await AddAsync(workspace, Judged(1, Outcome.Fail, Decision.Refuse));
        var failed = await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod", "--json");
        failed.Exit.ShouldBe(ExitCode.No);
        failed.Messages.ShouldContain("churn@v1.0.0 was not put in prod: the verdict on churn@v1.0.0 is fail");
        failed.Json.GetProperty("moved").GetBoolean().ShouldBeFalse();
        failed.Json.GetProperty("refusal").GetString()!.ShouldContain("fail");
        (await workspace.RemoteRefsAsync(RefNames.Stages)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_went_back_is_put_there_again_only_with_a_reason_which_is_kept()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = await WentBackAsync(workspace);

        var refused = await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod", "--version", "v1.1.0");
        refused.Exit.ShouldBe(ExitCode.WrongRequest);
        refused.Messages.ShouldContain("churn@v1.1.0 was rolled back from prod before");

        var again = await shell.AssayAsync([
            "promote",
            "--model",
            "churn",
            "--stage",
            "prod",
            "--version",
            "v1.1.0",
            "--override",
            "bad data",
            "--json",
        ]);
        again.Exit.ShouldBe(ExitCode.Done, again.Messages);
        again.Json.GetProperty("override").GetString().ShouldBe("bad data");
    }

    [Fact]
    public async Task With_nothing_to_go_back_to_a_rollback_says_what_else_can_be_done()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = await WentBackAsync(workspace);

        var none = await shell.AssayAsync("rollback", "--model", "churn", "--stage", "prod");
        var slip = await shell.AssayAsync("rollback", "--model", "churn", "--stage", "prdo");
        var other = await shell.AssayAsync("rollback", "--model", "chrun", "--stage", "prod");

        none.Exit.ShouldBe(ExitCode.WrongRequest);
        none.Messages.ShouldContain("churn#prod holds v1.0.0, and there is no good version before it to go back to");
        slip.Messages.ShouldContain("churn has no stage 'prdo'; its stages are 'prod'. Did you mean 'prod'?");
        other.Messages.ShouldContain(
            "nothing of 'chrun' was ever put in a stage; 'assay promote' puts a version in one. Did you mean 'churn'?"
        );
    }

    [Fact]
    public async Task Without_a_remote_versions_stages_and_tags_are_in_the_clone()
    {
        using var workspace = new Workspace();
        var alone = await workspace.InitAsync("alone");
        await (await workspace.LedgerAsync(alone)).AddAsync([Trained(workspace, 1), Judged(1)], Workspace.Token);
        var shell = new Shell(alone);

        (await shell.AssayAsync("register", "--model", "churn")).Exit.ShouldBe(ExitCode.Done);
        (await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod")).Exit.ShouldBe(ExitCode.Done);

        (await Workspace.GitAsync(alone, "tag", "--list")).Split('\n').ShouldBe(["churn#prod#1", "churn@v1.0.0"]);
        var again = await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod");
        again.Results.ShouldContain("churn#prod holds v1.0.0 already");
    }

    [Theory]
    [InlineData("--version", "1.x", "'1.x' is not a version; expected MAJOR.MINOR.PATCH such as v1.4.0")]
    [InlineData("--version", "v9.0.0", "there is no version 'churn@v9.0.0'; the newest is v1.0.0")]
    [InlineData("--stage", "pr od", "'pr od' cannot be a stage; expected a name of letters and digits")]
    [InlineData("--model", "chrun", "no version of 'chrun' is registered")]
    public async Task A_slip_in_a_promotion_is_told(string option, string value, string message)
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = new Shell(await RecordedAsync(workspace, Trained(workspace, 1)));
        await shell.AssayAsync("register", "--model", "churn");

        var answer = await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod", option, value);

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain(message);
    }

    [Fact]
    public async Task A_bundle_is_taken_in_and_sent()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        workspace.AddHook("update", "#!/bin/sh\nexit 1\n");
        var clone = await workspace.CloneAsync("here");
        var left = await (await workspace.LedgerAsync(clone)).AddAsync([Trained(workspace, 1)], Workspace.Token);
        workspace.AddHook("update", "#!/bin/sh\nexit 0\n");
        var bundle = left.ShouldBeOfType<PushOutcome.Left>().Bundle;

        var answer = await new Shell(clone).AssayAsync("runs", "import", bundle);

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Results.ShouldContain($"1 run taken in: {ExampleRun.Id(1)}");
        (await workspace.RemoteRefsAsync(RefNames.Inbox)).ShouldHaveSingleItem();
    }
}
