using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands.Demos;

/// <summary>The throw-away repository of the story: a bare one that all share, and clones of it.</summary>
internal sealed class DemoTeam
{
    private readonly DemoPlace _place;
    private readonly DemoExample _example;
    private readonly string _shared;

    private DemoTeam(RunnerEnvironment environment, DemoPlace place, DemoExample example, string shared, string clone)
    {
        (Environment, _place, _example, _shared, Clone) = (environment, place, example, shared, clone);
    }

    /// <summary>The environment of the person whose story it is.</summary>
    public RunnerEnvironment Environment { get; }

    /// <summary>The clone that the story is told in, absolute.</summary>
    public string Clone { get; }

    /// <summary>Makes the shared repository and a clone with the example's files, committed and pushed.</summary>
    public static async Task<DemoTeam> FoundAsync(
        string folder,
        DemoExample example,
        RunnerEnvironment environment,
        DemoPlace place,
        CancellationToken cancellationToken
    )
    {
        var team = new DemoTeam(
            environment,
            place,
            example,
            Path.Combine(folder, "shared.git"),
            Path.Combine(folder, "clone")
        );
        Directory.CreateDirectory(team.Clone);
        await team.Git(folder)
            .RunAsync(["init", "--quiet", "--bare", "--initial-branch=main", team._shared], cancellationToken)
            .ConfigureAwait(false);
        var git = team.Git(team.Clone);
        await git.RunAsync(["init", "--quiet", "--initial-branch=main"], cancellationToken).ConfigureAwait(false);
        await git.RunAsync(["remote", "add", "origin", team._shared], cancellationToken).ConfigureAwait(false);
        example.CopyTo(team.Clone);
        await team.CommitAsync(example.First, cancellationToken).ConfigureAwait(false);
        await git.RunAsync(["push", "--quiet", "--set-upstream", "origin", "main"], cancellationToken)
            .ConfigureAwait(false);
        await git.RunAsync(["remote", "set-head", "origin", "main"], cancellationToken).ConfigureAwait(false);
        return team;
    }

    /// <summary>Commits a change on a branch of its own from main, and pushes it, as a pull request would begin.</summary>
    public async Task ProposeAsync(string branch, DemoChange change, CancellationToken cancellationToken)
    {
        var git = Git(Clone);
        await git.RunAsync(["switch", "--quiet", "--create", branch, "main"], cancellationToken).ConfigureAwait(false);
        await CommitAsync(change, cancellationToken).ConfigureAwait(false);
        await git.RunAsync(["push", "--quiet", "origin", branch], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Merges a branch into main, and pushes it.</summary>
    public async Task MergeAsync(string branch, CancellationToken cancellationToken)
    {
        var git = Git(Clone);
        await git.RunAsync(["switch", "--quiet", "main"], cancellationToken).ConfigureAwait(false);
        await git.RunAsync(["merge", "--quiet", "--ff-only", branch], cancellationToken).ConfigureAwait(false);
        await git.RunAsync(["push", "--quiet", "origin", "main"], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes main's last change back, as a team does with what did not stand production, and pushes that.</summary>
    public async Task RevertAsync(CancellationToken cancellationToken)
    {
        var git = Git(Clone);
        await git.RunAsync(["revert", "--no-edit", "HEAD"], cancellationToken).ConfigureAwait(false);
        await git.RunAsync(["push", "--quiet", "origin", "main"], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes back to main.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) =>
        Git(Clone).RunAsync(["switch", "--quiet", "main"], cancellationToken);

    /// <summary>Another clone of main, as a job of a matrix has one.</summary>
    public async Task<string> CloneAsync(string folder, CancellationToken cancellationToken)
    {
        await Git(Clone)
            .RunAsync(
                ["clone", "--quiet", "--depth=1", "--branch=main", new Uri(_shared).AbsoluteUri, folder],
                cancellationToken
            )
            .ConfigureAwait(false);
        return folder;
    }

    private async Task CommitAsync(DemoChange change, CancellationToken cancellationToken)
    {
        _example.Apply(change, Clone);
        _place.WriteTo(Clone, _example.Model);
        var git = Git(Clone);
        await git.RunAsync(["add", "--all"], cancellationToken).ConfigureAwait(false);
        await git.RunAsync(["commit", "--quiet", "--message", change.Title], cancellationToken).ConfigureAwait(false);
    }

    private GitProgram Git(string folder) => new(folder, Environment, [], new Dictionary<string, string?>());
}
