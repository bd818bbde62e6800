using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Ledgers;

/// <summary>A server that does not take a run: what is said, what is left, and how it gets there all the same.</summary>
public sealed class RefusedPushTests(GitServer server)
{
    private const string NoRuns = """
        #!/bin/sh
        case "$1" in refs/assay/*) echo "runs are not welcome here"; exit 1 ;; esac
        """;

    private const string NoRunsAtAll = """
        #!/bin/sh
        while read -r old new name; do
          case "$name" in refs/assay/*) echo "runs are not welcome here"; exit 1 ;; esac
        done
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly string[] Train = ["train", "--model", "churn"];

    [Theory]
    [InlineData("update", NoRuns)]
    [InlineData("pre-receive", NoRunsAtAll)]
    public async Task A_run_that_a_hook_refuses_is_left_in_a_bundle_and_gets_there_by_the_command_that_was_said(
        string hook,
        string script
    )
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("a job");
        await team.Remote.AddHookAsync(hook, script);

        var training = await team.AssayAsync("a job", Train);

        training.ExitCode.ShouldBe(3, training.Log);
        training.Messages.ShouldContain("origin did not take the run: runs are not welcome here");
        training.Messages.ShouldContain("A rule or hook of the server refuses refs/assay/*");
        var bundle = team.Bundles("a job").ShouldHaveSingleItem();
        training.Messages.ShouldContain(
            $"send it with: assay runs import {Path.GetRelativePath(team.File("a job"), bundle)}"
        );
        (await team.GitAsync("a job", "status", "--porcelain")).ShouldBeEmpty();
        (await team.RunsAsync("a job")).Count.ShouldBe(1);

        File.Delete(Path.Combine(team.Remote.Folder, "hooks", hook));
        await team.CheckOutAsync("other");
        var taken = await team.AssayAsync("other", "runs", "import", bundle);
        var again = await team.AssayAsync("other", "runs", "import", bundle, bundle);

        taken.ExitCode.ShouldBe(0, taken.Log);
        again.ExitCode.ShouldBe(0, again.Log);
        (await team.RunsAsync("other")).ShouldBe(await team.RunsAsync("a job"));
        (await team.RemoteRefsAsync("refs/assay/")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_shown_nowhere_and_the_run_waits_in_a_bundle()
    {
        using var team = await Team.MakeAsync(server);
        await team.CloneWithPasswordAsync("here");
        var wrong = new UriBuilder(team.Remote.Url) { UserName = "alice", Password = "not-the-one" }.Uri;
        await team.GitAsync("here", "remote", "set-url", "origin", wrong.ToString());

        var training = await team.AssayAsync("here", Train);

        training.ExitCode.ShouldBe(3, training.Log);
        training.Messages.ShouldContain("Authentication failed for");
        training.Messages.ShouldContain("Git has no valid user and password or key for origin here");
        training.Log.ShouldNotContain("not-the-one");
        await team.GitAsync("here", "remote", "set-url", "origin", $"{team.Remote.UrlFor("alice")}");
        var taken = await team.AssayAsync("here", "runs", "import", team.Bundles("here").ShouldHaveSingleItem());
        taken.ExitCode.ShouldBe(0, taken.Log);
        (await team.RemoteRefsAsync("refs/assay/inbox/")).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("push", 3)]
    [InlineData("workflow_run", 3)]
    [InlineData("pull_request", 0)]
    public async Task A_token_that_can_only_read_fails_a_job_except_in_a_pull_request(string name, int exitCode)
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("job");
        await team.Remote.RefusePushesAsync();

        var step = await ActionInJob.RunAsync(
            new ActionStep("train", team.File("job"))
            {
                With = new Dictionary<string, string> { ["model"] = "churn" },
                EventName = name,
                EventJson = name == "push" ? "{}" : PullRequestEvent.Json(name),
            }
        );

        step.ExitCode.ShouldBe(exitCode, step.Log);
        step.Log.ShouldContain(exitCode == 0 ? "::notice::" : "::error::");
        step.Log.ShouldContain("403");
        var bundle = team.Bundles("job").ShouldHaveSingleItem();
        step.Outputs["bundle"].ShouldBe($".assay/{Path.GetFileName(bundle)}");
        step.Outputs["run-id"].ShouldBe(Path.GetFileNameWithoutExtension(bundle)["assay-".Length..]);
    }

    [Fact]
    public async Task Several_bundles_are_taken_in_with_one_push()
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("job");
        foreach (var _ in (int[])[1, 2, 3])
        {
            var left = await team.AssayAsync(
                "job",
                "log-run",
                "--model",
                "churn",
                "--metrics",
                "metrics.json",
                "--bundle"
            );
            left.ExitCode.ShouldBe(0, left.Log);
        }

        await team.Remote.AddHookAsync("pre-receive", "#!/bin/sh\necho push >> \"$GIT_DIR/pushes\"\n");
        await team.CheckOutAsync("other");
        var taken = await team.AssayAsync("other", ["runs", "import", .. team.Bundles("job"), "--json"]);

        taken.ExitCode.ShouldBe(0, taken.Log);
        JsonDocument.Parse(taken.Output).RootElement.GetProperty("runs").GetArrayLength().ShouldBe(3);
        (await File.ReadAllLinesAsync(Path.Combine(team.Remote.Folder, "pushes"), Token)).Length.ShouldBe(1);
        (await team.RunsAsync("first")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Beside_a_bundle_that_is_broken_none_is_taken_in_and_all_that_is_wrong_is_told()
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("job");
        await team.AssayAsync("job", [.. Train, "--bundle"]);
        var good = team.Bundles("job").ShouldHaveSingleItem();
        var bytes = await File.ReadAllBytesAsync(good, Token);
        await File.WriteAllBytesAsync(team.File("half.bundle"), bytes[..(bytes.Length / 2)], Token);
        await File.WriteAllTextAsync(team.File("text.bundle"), "hello", Token);

        var answer = await team.AssayAsync(
            "job",
            "runs",
            "import",
            "../half.bundle",
            good,
            "../text.bundle",
            "../none"
        );

        answer.ExitCode.ShouldBe(2, answer.Log);
        answer.Messages.ShouldContain("half.bundle' cannot be unpacked");
        answer.Messages.ShouldContain("text.bundle' is not a bundle of runs");
        answer.Messages.ShouldContain("there is no bundle");
        answer.Messages.ShouldContain("3 errors; nothing was done.");
        (await team.RemoteRefsAsync("refs/assay/")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_equal_run_that_is_recorded_already_is_handed_on_too()
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("main");
        await team.AssayAsync("main", Train);
        await team.AssayAsync("main", "runs", "fold");
        await team.CheckOutAsync("job", "--depth=1");

        var reused = await team.AssayAsync("job", [.. Train, "--bundle"]);
        await team.CheckOutAsync("other");
        var taken = await team.AssayAsync("other", "runs", "import", team.Bundles("job").ShouldHaveSingleItem());

        reused.ExitCode.ShouldBe(0, reused.Log);
        reused.Messages.ShouldContain("stands for this one");
        taken.ExitCode.ShouldBe(0, taken.Log);
        (await team.RemoteRefsAsync("refs/assay/")).ShouldBe(["refs/assay/ledger"]);
    }
}
