using Assay.Tests.Git;
using Assay.Tests.Runs;
using static Assay.Tests.Commands.RegistryRuns;

namespace Assay.Tests.Commands;

/// <summary>GTO tags as the mirror of versions and stages.</summary>
public sealed class TagMirrorTests
{
    [Fact]
    public async Task A_server_that_refuses_all_tags_holds_nothing_up_and_gets_them_later()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        workspace.AddHook("update", "#!/bin/sh\ncase $1 in refs/tags/*) echo no tags here; exit 1;; esac\n");
        var shell = await WentBackAsync(workspace);
        (await workspace.RemoteRefsAsync("refs/tags/")).ShouldBeEmpty();
        (await HistoryAsync(workspace)).ShouldBe(["v1.0.0", "v1.1.0", "v1.0.0"]);

        workspace.AddHook("update", "#!/bin/sh\nexit 0\n");
        await shell.AssayAsync("promote", "--model", "churn", "--stage", "staging", "--version", "v1.0.0");

        (await workspace.RemoteRefsAsync("refs/tags/"))
            .Select(t => t["refs/tags/".Length..])
            .ShouldBe(["churn#prod#1", "churn#staging#2", "churn@v1.0.0", "churn@v1.1.0"]);
    }

    [Fact]
    public async Task A_refused_tag_is_a_warning_that_says_it_is_tried_again()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        workspace.AddHook("update", "#!/bin/sh\ncase $1 in refs/tags/*) echo no tags here; exit 1;; esac\n");
        var shell = new Shell(await RecordedAsync(workspace, Trained(workspace, 1)));

        var registered = await shell.AssayAsync("register", "--model", "churn");

        registered.Exit.ShouldBe(ExitCode.Done);
        registered.Messages.ShouldContain("'origin' did not take the tags churn@v1.0.0 (");
        registered.Messages.ShouldContain("the next register, promote or rollback tries them again");
    }

    [Fact]
    public async Task A_server_that_refuses_tags_on_commits_with_other_workflows_takes_ours()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        // As a forge does for a token that may not write workflows.
        workspace.AddHook(
            "update",
            """
            #!/bin/sh
            case $1 in refs/tags/*) ;; *) exit 0 ;; esac
            of=$(git rev-parse --quiet --verify "$3^{commit}:.github/workflows") || exit 0
            for branch in $(git for-each-ref --format='%(refname)' refs/heads); do
              [ "$(git rev-parse --quiet --verify "$branch:.github/workflows")" = "$of" ] && exit 0
            done
            echo "refusing to allow workflows without 'workflows' permission"
            exit 1
            """
        );
        var clone = await workspace.CloneAsync("code");
        var commit = await Workspace.CommitAsync(clone, ".github/workflows/ci.yml", "on: push\n");
        var run = Trained(workspace, 1);
        await AddAsync(workspace, run with { Run = run.Run with { Code = new(commit, "change", Dirty: false) } });

        var registered = await new Shell(clone).AssayAsync("register", "--model", "churn");

        registered.Exit.ShouldBe(ExitCode.Done);
        registered.Messages.ShouldNotContain("did not take");
        (await workspace.RemoteRefsAsync("refs/tags/")).ShouldBe(["refs/tags/churn@v1.0.0"]);
        await Workspace.GitAsync(clone, "tag", "--annotate", "--message", "mine", "mine", commit);
        var onCode = await (await Workspace.RepositoryAsync(clone)).Git.TryAsync(
            ["push", "--quiet", "origin", "mine"],
            Workspace.Token
        );
        onCode.ExitCode.ShouldNotBe(0);
        onCode.Error.ShouldContain("refusing to allow workflows");
    }

    [Fact]
    public async Task A_tag_that_a_person_put_on_the_code_registers_that_commits_run()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await TaggedByHandAsync(workspace);

        var promoted = await new Shell(clone).AssayAsync("promote", "--model", "churn", "--stage", "prod", "--json");

        promoted.Exit.ShouldBe(ExitCode.Done, promoted.Messages);
        promoted.Messages.ShouldContain($"The tag churn@v5.0.0 registers run {ExampleRun.Id(1)}.");
        promoted.Json.GetProperty("version").GetString().ShouldBe("v5.0.0");
        (await workspace.RemoteRefsAsync("refs/tags/")).ShouldBe(["refs/tags/churn#prod#1", "refs/tags/churn@v5.0.0"]);
    }

    [Fact]
    public async Task An_image_may_be_asked_for_by_the_tag_that_a_person_made()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await TaggedByHandAsync(workspace);
        await Workspace.CommitAsync(clone, "assay.yml", "version: 1\nmodels:\n  churn: { task: binary }\n");

        var built = await new Shell(clone).AssayAsync(
            "build-model-image",
            "--model",
            "churn",
            "--version",
            "v5.0.0",
            "--base",
            "no-such-base.tar",
            "--output",
            "image.tar"
        );

        built.Messages.ShouldContain($"The tag churn@v5.0.0 registers run {ExampleRun.Id(1)}.");
        built.Messages.ShouldNotContain("there is no version");
    }

    // A run of a commit, and a tag that a person put on that commit.
    private static async Task<string> TaggedByHandAsync(Workspace workspace)
    {
        var clone = await workspace.CloneAsync("code");
        var commit = await Workspace.GitAsync(clone, "rev-parse", "HEAD");
        var run = Trained(workspace, 1);
        await AddAsync(
            workspace,
            run with
            {
                Run = run.Run with { Code = new(commit, "main", Dirty: false) },
            },
            Judged(1)
        );
        await Workspace.GitAsync(clone, "tag", "--annotate", "--message", "by hand", "churn@v5.0.0", commit);
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", "churn@v5.0.0");
        return clone;
    }
}
