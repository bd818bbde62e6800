using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Gating;

/// <summary>Finds the run that a challenger is compared with, from what the policy or a person names.</summary>
internal sealed class ChampionSearch(
    GitRepository repository,
    Ledger ledger,
    RegistryView registry,
    string model,
    TargetBranch? target
)
{
    private const string MergeBase = "merge-base";
    private const int DeepestHistory = 10_000;

    /// <summary>
    /// A version, <c>merge-base</c>, a stage that holds a version, or a git revision: then the newest run of that commit or,
    /// failing that, of its nearest ancestor. A name that is none of these is a stage that nothing was put in yet: null.
    /// </summary>
    /// <exception cref="InputError">when a version is named that does not exist, or a stage by a slip.</exception>
    public async Task<Champion?> FindAsync(string against, RunId challenger, CancellationToken cancellationToken)
    {
        if (SemanticVersion.TryParse(against, out var version))
        {
            var registered = registry.VersionsOf(model);
            return registered.FirstOrDefault(v => v.Version.Equals(version)) is { } known
                ? await OfRunAsync($"{version}", known.Run, cancellationToken).ConfigureAwait(false)
                : throw new InputError(
                    $"there is no version {model}@{version}; registered are: "
                        + (registered.IsEmpty ? "none" : string.Join(", ", registered.Select(v => v.Version)))
                );
        }

        if (against == MergeBase)
        {
            return await AtMergeBaseAsync(challenger, cancellationToken).ConfigureAwait(false);
        }

        if (registry.StageOf(model, against).History.Last is { } last)
        {
            return await OfRunAsync($"{last.Version} in {against}", last.Run, cancellationToken).ConfigureAwait(false);
        }

        var commit =
            target is not null && against == target.Name
                ? target.Commit
                : await repository.ResolveAsync(against, cancellationToken).ConfigureAwait(false);
        return commit is null
            ? NothingYet(against)
            : await OfHistoryAsync(against, commit, challenger, cancellationToken).ConfigureAwait(false);
    }

    // A slip must not make a challenger the first model.
    private Champion? NothingYet(string against)
    {
        string[] stages = [.. registry.StagesOf(model)];
        if (NearestName.Of(against, stages) is { } near)
        {
            throw new InputError(
                $"{Quoted.Value(against)} is no stage of {model}, no version, branch or commit; did you mean {Quoted.Value(near)}?"
            );
        }

        return TextAttribute.Fits(against, NamePattern.Text)
            ? null
            : throw new InputError(
                $"{Quoted.Value(against)} is no commit here and cannot be a stage; expected {AgainstPattern.Expectation}"
            );
    }

    private async Task<Champion?> AtMergeBaseAsync(RunId challenger, CancellationToken cancellationToken)
    {
        var remote = await repository.RemoteAsync(cancellationToken).ConfigureAwait(false);
        var commit = target is null
            ? await repository.ResolveAsync("HEAD^", cancellationToken).ConfigureAwait(false)
            : await CommonCommit
                .FindAsync(repository, remote ?? ".", "HEAD", target.Commit, cancellationToken)
                .ConfigureAwait(false);
        return commit is null
            ? null
            : await OfHistoryAsync(MergeBase, commit, challenger, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Champion?> OfHistoryAsync(
        string name,
        string commit,
        RunId challenger,
        CancellationToken cancellationToken
    )
    {
        var history = await repository.HistoryAsync(commit, DeepestHistory, cancellationToken).ConfigureAwait(false);
        var order = history.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i);
        var runs = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var nearest = runs.Where(r =>
                r.Model == model
                && r.Id != challenger
                && r is { Kind: not RunKind.Evaluation, Status: RunStatus.Finished, Code.Dirty: false }
                && order.ContainsKey(r.Code.Commit)
            )
            .OrderBy(r => order[r.Code!.Commit])
            .ThenByDescending(r => r.Id)
            .FirstOrDefault();
        return nearest is null
            ? null
            : new Champion(
                $"{name} at {nearest.Code!.Commit[..7]}",
                nearest,
                await ledger.GetAsync(nearest, cancellationToken).ConfigureAwait(false)
            );
    }

    private async Task<Champion> OfRunAsync(string name, RunId run, CancellationToken cancellationToken)
    {
        var summary = await ledger.FindAsync(model, run.ToString(), cancellationToken).ConfigureAwait(false);
        return new Champion(name, summary, await ledger.GetAsync(summary, cancellationToken).ConfigureAwait(false));
    }
}
