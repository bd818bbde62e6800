using System.Text.Json;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Rollouts;

/// <summary><c>assay deploy-canary</c> with servers as processes, under real requests.</summary>
public sealed class CanaryTests(DemoProject demo)
{
    private const string Quick =
        "steps: [10, 50]\nevery: 1s\nmin_requests: 50\nsplit_by: customer_id\nanalysis: [error_rate <= 1%]";

    [Fact]
    public async Task A_version_gets_a_growing_share_and_all_of_it_in_the_end_and_no_request_is_lost()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick, stage: "live");
        var url = await project.ServeFirstAsync();
        await using var traffic = await Traffic.BeginAsync(url, project.Folder);

        (await project.CanaryAsync("start", "--version=v1.1.0")).ExitCode.ShouldBe(0);
        var end = await project.CanaryAsync("wait");
        await WaitAsync(() => traffic.Answered > 500);

        end.ExitCode.ShouldBe(0, end.Log);
        end.Output.ShouldContain("churn@v1.1.0 at here, promoted: v1.1.0 serves");
        traffic.Lost.ShouldBeEmpty();
        traffic.Versions.Keys.ShouldBe(["v1.0.0", "v1.1.0"], ignoreOrder: true);
        // A customer goes over once, and stays.
        traffic.Customers.Values.ShouldAllBe(seen => Changes(seen) <= 1);
        (await project.PhasesAsync()).ShouldBe([
            "created",
            "starting",
            "verifying",
            "promoting",
            "promoted",
            "created",
            "starting",
            "verifying",
            "step",
            "step",
            "promoting",
            "promoted",
        ]);
        var history = await project.RunAsync("models", "history", "churn");
        history.Output.ShouldContain("live");
        // One server and the gateway.
        project.Processes().Length.ShouldBe(2);
    }

    [Fact]
    public async Task Killed_after_every_move_the_next_visit_goes_on_to_the_same_end()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick, stage: "live");
        var url = await project.ServeFirstAsync();
        await using var traffic = await Traffic.BeginAsync(url, project.Folder);
        var tip = await project.JournalTipAsync();
        var kills = 0;

        using (var start = project.Start("start", "--version=v1.1.0"))
        {
            tip = await KillAfterMoveAsync(project, start, tip);
            kills++;
        }

        while ((await project.PhasesAsync())[^1] != "promoted")
        {
            using var wait = project.Start("wait");
            tip = await KillAfterMoveAsync(project, wait, tip);
            kills++;
        }

        var end = await project.CanaryAsync("tick");
        end.ExitCode.ShouldBe(0, end.Log);
        kills.ShouldBeGreaterThanOrEqualTo(7);
        (await project.PhasesAsync())[5..]
            .ShouldBe(["created", "starting", "verifying", "step", "step", "promoting", "promoted"]);
        traffic.Lost.ShouldBeEmpty();
        (await project.RunAsync("models", "list")).Output.ShouldContain("v1.1.0");
        project.Processes().Length.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_that_start_at_once_one_begins_and_the_other_says_who_did()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick);
        await project.ServeFirstAsync();

        var both = await Task.WhenAll(
            project.CanaryAsync("start", "--version=v1.1.0"),
            project.CanaryAsync("start", "--version=v1.1.0")
        );

        both.ShouldAllBe(result => result.ExitCode == 0, string.Concat(both.Select(b => b.Log)));
        both.Count(result => result.Messages.Contains("is being rolled out to here already, moved last by"))
            .ShouldBe(1, string.Concat(both.Select(b => b.Log)));
        (await project.PhasesAsync()).Count(phase => phase == "created").ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_request_it_waits_goes_back_in_the_end_and_never_promotes()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick + "\ngive_up: 2s");
        await project.ServeFirstAsync();

        var started = await project.AnswerAsync("start", "--version=v1.1.0");
        var end = await project.CanaryAsync("wait");

        started.GetProperty("phase").GetString().ShouldBe("step");
        end.ExitCode.ShouldBe(1, end.Log);
        end.Output.ShouldContain(
            "expired: nothing was decided at 10 % for 2.0 s: the canary has answered no request yet"
        );
        (await project.PhasesAsync())[^2..].ShouldBe(["aborting", "expired"]);
        project.Processes().Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_rollback_takes_back_what_is_rolled_out_and_the_next_one_goes_to_the_version_before()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick, stage: "live");
        var url = await project.ServeFirstAsync();
        await using var traffic = await Traffic.BeginAsync(url, project.Folder);
        (await project.RunAsync("promote", "--model=churn", "--stage=live", "--version=v1.1.0")).ExitCode.ShouldBe(0);
        await project.CanaryAsync("start", "--version=v1.2.0");
        var already = await project.RunAsync("promote", "--model=churn", "--stage=live", "--version=v1.1.0");

        var first = await project.RunAsync("rollback", "--model=churn", "--stage=live");
        await project.CanaryAsync("start", "--version=v1.2.0", "--override=once more");
        var told = await project.RunAsync("rollback", "--model=churn", "--stage=live", "--json");
        var second = await project.RunAsync("rollback", "--model=churn", "--stage=live");
        var third = await project.RunAsync("rollback", "--model=churn", "--stage=live");

        already.ExitCode.ShouldBe(0, already.Log);
        var document = JsonDocument.Parse(told.Output).RootElement;
        document.GetProperty("moved").GetBoolean().ShouldBeFalse();
        document.GetProperty("version").GetString().ShouldBe("v1.1.0");
        document.GetProperty("from").GetString().ShouldBe("v1.2.0");
        first.ExitCode.ShouldBe(0, first.Log);
        first.Output.ShouldContain(
            "churn@v1.2.0 went back from here; v1.1.0 serves all of it, and live holds what it held"
        );
        second.ExitCode.ShouldBe(0, second.Log);
        second.Output.ShouldContain("churn#live → v1.0.0 (before: v1.1.0)");
        third.ExitCode.ShouldBe(2, third.Log);
        third.Messages.ShouldContain("there is no good version before it to go back to");
        traffic.Lost.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_asked_wrongly_gets_one_message_and_changes_nothing()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick);
        var tip = await project.JournalTipAsync();
        (string[] Arguments, string Message)[] wrong =
        [
            (["deploy-canary", "start", "--model=chrun", "--target=here"], "Did you mean 'churn'?"),
            (["deploy-canary", "start", "--model=churn", "--target=her"], "Did you mean 'here'?"),
            (["deploy-canary", "begin", "--model=churn", "--target=here"], "one of start, tick, wait, abort"),
            (["deploy-canary", "abort", "--model=churn", "--target=here"], "there is nothing to take back"),
            (["deploy-canary", "start", "--model=churn", "--target=here", "--version=v7.0.0"], "v7.0.0"),
        ];

        foreach (var (arguments, message) in wrong)
        {
            var result = await project.RunAsync(arguments);
            result.ExitCode.ShouldBe(2, result.Log);
            result.Messages.ShouldContain(message);
            result.Messages.ShouldNotContain("   at ");
        }

        (await project.JournalTipAsync()).ShouldBe(tip);
        project.Processes().ShouldBeEmpty();
    }

    private static int Changes(IEnumerable<string> versions) =>
        versions.Zip(versions.Skip(1)).Count(pair => pair.First != pair.Second);

    // As soon as the journal has moved, before or while the deed is done.
    private static async Task<string> KillAfterMoveAsync(
        RolloutProject project,
        System.Diagnostics.Process process,
        string tip
    )
    {
        string now;
        do
        {
            now = await project.JournalTipAsync();
        } while (now == tip && !process.HasExited);

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return now;
    }

    private static async Task WaitAsync(Func<bool> until)
    {
        while (!until())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
