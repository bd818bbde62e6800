using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Tests.Git;

namespace Assay.Tests.Commands;

public sealed class InboxFoldTests
{
    private const string Settings = """
        version: 1
        models:
          churn:
            task: binary
            train:
              command: printf model > model.pkl
              model: model.pkl
        """;

    private const string DefaultBranch = """{ "repository": { "default_branch": "main" } }""";

    private const string PullRequest = """
        {
          "number": 7,
          "pull_request": {
            "head": { "ref": "better", "sha": "3f9c2a1b6d0e4f5a8b7c9d0e1f2a3b4c5d6e7f80", "repo": { "id": 1 } },
            "base": { "ref": "main", "repo": { "id": 1 } }
          },
          "repository": { "default_branch": "main", "full_name": "acme/churn" }
        }
        """;

    private static readonly string[] Log = ["log-run", "--model", "churn", "--metrics", "metrics.json"];
    private static readonly string[] Train = ["train", "--model", "churn", "--in-job"];

    [Theory]
    [InlineData("log-run")]
    [InlineData("train")]
    public async Task A_job_of_the_main_branch_folds_an_inbox_in_which_a_run_waits_for_over_an_hour(string command)
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await WaitingAsync(workspace, TimeSpan.FromHours(2));

        var answer = await new Shell(clone).AssayAsync(command == "train" ? Train : Log);

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBe([RefNames.Ledger]);
        (await new Shell(clone).AssayAsync("runs", "list", "--json")).Json.GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task A_young_and_small_inbox_is_left_to_a_later_job()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await WaitingAsync(workspace, TimeSpan.FromMinutes(2));

        (await new Shell(clone).AssayAsync(Log)).Exit.ShouldBe(ExitCode.Done);

        (await workspace.RemoteRefsAsync(RefNames.Inbox)).Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("push", "refs/heads/main", DefaultBranch, true)]
    [InlineData("push", "refs/heads/better", DefaultBranch, false)]
    [InlineData("push", "refs/tags/churn@v1.4.0", DefaultBranch, false)]
    [InlineData("schedule", "refs/heads/nightly", DefaultBranch, true)]
    [InlineData("pull_request", "refs/pull/7/merge", PullRequest, false)]
    public async Task On_a_forge_the_main_branch_and_schedules_fold_and_nothing_else(
        string name,
        string reference,
        string payload,
        bool folds
    )
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await WaitingAsync(workspace, TimeSpan.FromHours(2));
        var file = Path.Combine(workspace.Folder, "event.json");
        await File.WriteAllTextAsync(file, payload, Workspace.Token);
        await Workspace.GitAsync(clone, "checkout", "--quiet", "--detach");

        var answer = await On(clone, name, reference, file).AssayAsync(Log);

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        (await workspace.RemoteRefsAsync(RefNames.Inbox)).Length.ShouldBe(folds ? 0 : 3);
    }

    [Fact]
    public async Task A_fold_that_is_refused_is_a_warning_and_the_run_is_recorded()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await WaitingAsync(workspace, TimeSpan.FromHours(2));
        workspace.AddHook("update", "#!/bin/sh\n[ \"$1\" != refs/assay/ledger ] || { echo guarded; exit 1; }\n");

        var answer = await new Shell(clone).AssayAsync(Log);
        var asked = await new Shell(clone).AssayAsync("runs", "fold");

        answer.Exit.ShouldBe(ExitCode.Done);
        answer.Messages.ShouldContain("were not folded into its index: guarded");
        (await workspace.RemoteRefsAsync(RefNames.Inbox)).Length.ShouldBe(3);
        asked.Exit.ShouldBe(ExitCode.Failed);
        asked.Messages.ShouldContain("fold with a token that may push refs/assay/ledger");
    }

    [Fact]
    public async Task Whoever_asks_for_it_folds_at_once_and_a_second_time_changes_nothing()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await WaitingAsync(workspace, TimeSpan.FromMinutes(2));

        var first = await new Shell(clone).AssayAsync("runs", "fold", "--json");
        var second = await new Shell(clone).AssayAsync("runs", "fold");

        first.Exit.ShouldBe(ExitCode.Done, first.Messages);
        first.Json.GetProperty("folded").GetInt32().ShouldBe(2);
        second.Results.ShouldContain("0 runs folded");
        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBe([RefNames.Ledger]);
    }

    // A clone on main, and two runs in the remote's inbox that have waited there.
    private static async Task<string> WaitingAsync(Workspace workspace, TimeSpan since)
    {
        var clone = await workspace.CloneAsync("here");
        await Workspace.CommitAsync(clone, "assay.yml", Settings);
        await Workspace.CommitAsync(clone, "metrics.json", """{ "roc_auc": 0.8 }""");
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", "HEAD:main");
        var at = TimeProvider.System.GetUtcNow() - since;
        await (await workspace.LedgerAsync(clone)).AddAsync(
            [workspace.Run(1, at: at), workspace.Run(2, at: at)],
            Workspace.Token
        );
        return clone;
    }

    private static Shell On(string clone, string name, string reference, string file)
    {
        var shell = new Shell(clone);
        return new Shell(clone)
        {
            Environment = shell.Environment with
            {
                Variables = shell.Environment.Variables.SetItems(
                    ImmutableDictionary.CreateRange<string, string>([
                        new("GITHUB_ACTIONS", "true"),
                        new("GITHUB_EVENT_NAME", name),
                        new("GITHUB_EVENT_PATH", file),
                        new("GITHUB_REF", reference),
                        new("GITHUB_WORKSPACE", clone),
                    ])
                ),
            },
        };
    }
}
