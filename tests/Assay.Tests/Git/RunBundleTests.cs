using Assay.Core.Gates;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Runs;
using Assay.Toolkit;

namespace Assay.Tests.Git;

public sealed class RunBundleTests
{
    [Fact]
    public async Task A_bundle_left_in_one_clone_is_taken_in_by_another()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var bundle = await LeftAsync(workspace);
        var there = await workspace.LedgerAsync(await workspace.CloneAsync("there"));

        var (runs, outcome) = await there.ImportAsync([bundle], withVerdicts: false, Workspace.Token);

        runs.Select(r => r.Id).ShouldBe([ExampleRun.Id(1)]);
        outcome.ShouldBe(new PushOutcome.Pushed("origin", 0));
        var run = (await there.ListAsync(Workspace.Token)).ShouldHaveSingleItem();
        (await there.GetAsync(run, Workspace.Token)).ModelArtifact.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_bundle_taken_in_twice_changes_nothing()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var bundle = await LeftAsync(workspace);
        var there = await workspace.LedgerAsync(await workspace.CloneAsync("there"));
        await there.ImportAsync([bundle], withVerdicts: false, Workspace.Token);
        await there.FoldAsync(always: true, Workspace.Token);

        (await there.ImportAsync([bundle], withVerdicts: false, Workspace.Token)).Outcome.ShouldBe(
            new PushOutcome.Pushed("origin", 0)
        );

        (await there.ListAsync(Workspace.Token)).ShouldHaveSingleItem();
        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBe([RefNames.Ledger]);
    }

    [Theory]
    [InlineData("refs/heads/main", "holds 'refs/heads/main', expected runs")]
    [InlineData("refs/assay/ledger", "holds 'refs/assay/ledger', expected runs")]
    [InlineData("refs/assay/inbox/mine", "holds 'refs/assay/inbox/mine', expected runs")]
    public async Task A_bundle_with_other_refs_is_refused(string name, string message)
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await Workspace.GitAsync(clone, "update-ref", name, "HEAD");
        (await RefusedAsync(workspace, clone, name)).ShouldContain(message);
    }

    [Theory]
    [InlineData("src/evil.sh", "hello", "it holds 'src/evil.sh' (mode 100644), which no run has")]
    [InlineData("artifacts/extra.bin", "hello", "it holds 'artifacts/extra.bin', which run.json does not name")]
    [InlineData("artifacts/out/model \"1\".pkl", "other", "its artifact 'out/model \"1\".pkl' is not sha256:")]
    [InlineData("run.json", "{}", "run.json names no schema")]
    [InlineData("metrics.jsonl", "x", "metrics.jsonl:1 is not a metric's history")]
    public async Task A_run_that_was_tampered_with_is_refused(string path, string content, string message)
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await ForgedAsync(workspace, path, content);
        (await RefusedAsync(workspace, clone, RefNames.InboxOf(ExampleRun.Id(1)))).ShouldContain(message);
    }

    [Fact]
    public async Task A_run_whose_commit_has_a_parent_is_refused()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await Workspace.CommitAsync(clone, "run.json", "{}");
        var name = RefNames.InboxOf(ExampleRun.Id(1));
        await Workspace.GitAsync(clone, "update-ref", name, "HEAD");
        (await RefusedAsync(workspace, clone, name)).ShouldContain("its commit has a parent");
    }

    [Fact]
    public async Task A_symbolic_link_in_a_run_is_refused()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await ForgedAsync(workspace, "artifacts/link", null);
        (await RefusedAsync(workspace, clone, RefNames.InboxOf(ExampleRun.Id(1)))).ShouldContain("(mode 120000)");
    }

    [Fact]
    public async Task A_file_that_is_no_bundle_or_only_half_of_one_is_refused()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var bundle = await LeftAsync(workspace);
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("there"));
        var bytes = await File.ReadAllBytesAsync(bundle, Workspace.Token);
        await File.WriteAllBytesAsync(bundle, bytes[..(bytes.Length / 2)], Workspace.Token);

        (await RefusedAsync(ledger, bundle)).ShouldContain("cannot be unpacked");
        (await RefusedAsync(ledger, Path.Combine(workspace.Folder, "none"))).ShouldContain("there is no bundle");
        await File.WriteAllTextAsync(bundle, "hello", Workspace.Token);
        (await RefusedAsync(ledger, bundle)).ShouldContain("is not a bundle of runs");
        (await ledger.ListAsync(Workspace.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_verdict_in_a_bundle_is_taken_in_only_where_that_is_asked_for()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var training = workspace.Run(1);
        var verdict = training with
        {
            Run = training.Run with
            {
                Kind = RunKind.Evaluation,
                Judgement = new Judgement(
                    ExampleRun.Id(2),
                    null,
                    Outcome.Pass,
                    Decision.Accept,
                    null,
                    "prod",
                    "better than all",
                    ExampleRun.Digest("policy")
                ),
            },
        };
        var bundle = await LeftAsync(workspace, verdict);
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("there"));

        (await RefusedAsync(ledger, bundle)).ShouldContain("holds a verdict on 'churn'");
        (await ledger.ListAsync(Workspace.Token)).ShouldBeEmpty();
        var (runs, _) = await ledger.ImportAsync([bundle], withVerdicts: true, Workspace.Token);
        runs.ShouldHaveSingleItem().Kind.ShouldBe(RunKind.Evaluation);
    }

    private static async Task<string> LeftAsync(Workspace workspace, RunFolder? run = null)
    {
        workspace.AddHook("update", "#!/bin/sh\nexit 1\n");
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("left"));
        var left = await ledger.AddAsync([run ?? workspace.Run(1)], Workspace.Token);
        File.Delete(Path.Combine(workspace.Remote, "hooks", "update"));
        return left.ShouldBeOfType<PushOutcome.Left>().Bundle;
    }

    // A clone with a run in its inbox, one file of which was changed by hand; without content it becomes a link.
    private static async Task<string> ForgedAsync(Workspace workspace, string path, string? content)
    {
        var name = RefNames.InboxOf(ExampleRun.Id(1));
        var clone = await workspace.CloneAsync("forged");
        await Workspace.GitAsync(clone, "fetch", "--quiet", await LeftAsync(workspace), $"{name}:{name}");
        await Workspace.GitAsync(clone, "checkout", "--quiet", "--orphan", "forged", name);
        var file = Path.Combine(clone, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (content is null)
        {
            File.CreateSymbolicLink(file, "/etc/passwd");
        }
        else
        {
            await File.WriteAllTextAsync(file, content, Workspace.Token);
        }

        await Workspace.GitAsync(clone, "add", ".");
        await Workspace.GitAsync(clone, "commit", "--quiet", "--message", "forged");
        await Workspace.GitAsync(clone, "update-ref", name, "HEAD");
        return clone;
    }

    private static async Task<string> RefusedAsync(Workspace workspace, string clone, string name)
    {
        var bundle = Path.Combine(workspace.Folder, "forged.bundle");
        await Workspace.GitAsync(clone, "bundle", "create", "--quiet", bundle, name);
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("trusted"));
        var message = await RefusedAsync(ledger, bundle);
        (await ledger.ListAsync(Workspace.Token)).ShouldBeEmpty();
        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBeEmpty();
        return message;
    }

    private static async Task<string> RefusedAsync(Ledger ledger, string bundle) =>
        (
            await Should.ThrowAsync<InputError>(() =>
                ledger.ImportAsync([bundle], withVerdicts: false, Workspace.Token)
            )
        ).Message;
}
