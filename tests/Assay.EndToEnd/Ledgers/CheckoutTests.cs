using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Ledgers;

/// <summary>Checkouts as jobs and people make them, and where their credentials go.</summary>
public sealed class CheckoutTests(GitServer server)
{
    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    [InlineData("--depth=1", "--filter=tree:0")]
    [InlineData("--bare")]
    public async Task Runs_are_recorded_and_read_in_a_checkout_that_lacks_history_or_files(params string[] options)
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("whole");
        await team.CheckOutAsync("part", options);
        var first = await team.RecordAsync("whole");

        var runs = options.Contains("--bare") ? [first] : (string[])[first, await team.RecordAsync("part")];

        (await team.RunsAsync("part")).ShouldBe(runs.Order(StringComparer.Ordinal));
        (await team.AssayAsync("part", "runs", "show", first)).Output.ShouldContain("metric roc_auc");
        (await team.AssayAsync("part", "runs", "fold")).ExitCode.ShouldBe(0);
        (await team.RunsAsync("part")).Count.ShouldBe(runs.Length);
    }

    [Fact]
    public async Task A_linked_work_tree_shares_its_clones_ledger()
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("clone");
        await team.GitAsync("clone", "worktree", "add", "--quiet", team.File("linked"), "HEAD");

        var run = await team.RecordAsync("linked");
        var training = await team.AssayAsync("linked", "train", "--model", "churn");

        training.ExitCode.ShouldBe(0, training.Log);
        (await team.RunsAsync("clone")).ShouldContain(run);
        (await team.RunsAsync("clone")).Count.ShouldBe(2);
        (await team.GitAsync("linked", "status", "--porcelain")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_default_clone_brings_nothing_of_the_ledger()
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("job");
        await team.RecordAsync("job");
        await team.AssayAsync("job", "runs", "fold");
        await team.RecordAsync("job");

        await team.CheckOutAsync("new");

        (await team.GitAsync("new", "for-each-ref", "--format=%(refname)")).ShouldNotContain("assay");
        (await team.GitAsync("new", "rev-list", "--all", "--objects", "--count")).ShouldBe(
            await team.GitAsync("first", "rev-list", "main", "--objects", "--count")
        );
        (await team.GitAsync("new", "count-objects", "-v")).ShouldContain("count: 0");
    }

    [Theory]
    [InlineData("as actions/checkout leaves them")]
    [InlineData("as GitLab leaves them")]
    [InlineData("from a helper of the person's own")]
    public async Task Credentials_stand_in_no_argument_of_git(string where)
    {
        using var team = await Team.MakeAsync(server);
        var (clone, variables) = where switch
        {
            "as actions/checkout leaves them" => (await team.CheckOutAsync("clone"), NoVariables),
            "as GitLab leaves them" => (await team.CloneWithPasswordAsync("clone"), NoVariables),
            _ => (await CloneOfPersonAsync(team), Home(team)),
        };
        variables["GIT_TRACE2_EVENT"] = team.File("trace");
        variables["GIT_TRACE_REDACT"] = "0";

        foreach (
            var arguments in (string[][])
                [
                    ["log-run", "--metrics", "metrics.json"],
                    ["train"],
                ]
        )
        {
            var answer = await AssayProgram.RunAsync(team.File(clone), [.. arguments, "--model", "churn"], variables);
            answer.ExitCode.ShouldBe(0, answer.Log);
        }

        var trace = await File.ReadAllTextAsync(team.File("trace"), TestContext.Current.CancellationToken);
        trace.ShouldContain("remote-http");
        trace.ShouldNotContain(GitServer.Password);
        trace.ShouldNotContain(GitServerRepository.AuthorizationHeader("x-access-token").Split(' ')[^1]);
        (await team.RemoteRefsAsync("refs/assay/inbox/")).Length.ShouldBe(2);
    }

    private static Dictionary<string, string> NoVariables => [];

    private static Dictionary<string, string> Home(Team team) => new() { ["HOME"] = team.File("home") };

    private static async Task<string> CloneOfPersonAsync(Team team)
    {
        Directory.CreateDirectory(team.File("home"));
        await File.WriteAllTextAsync(
            team.File("home/.gitconfig"),
            $"[credential]\n\thelper = store --file {team.File("home/passwords")}\n"
        );
        await File.WriteAllTextAsync(
            team.File("home/passwords"),
            new UriBuilder(team.Host) { UserName = "alice", Password = GitServer.Password }.Uri + "\n"
        );
        var clone = await team.CloneWithPasswordAsync("person");
        await team.GitAsync(clone, "remote", "set-url", "origin", team.Remote.Url.ToString());
        return clone;
    }
}
