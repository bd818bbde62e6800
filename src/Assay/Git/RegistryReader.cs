using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Assay.Core.Registry;
using Assay.Core.Runs;

namespace Assay.Git;

/// <summary>Reads versions and stages from the refs of the store.</summary>
/// <param name="store">Where this clone keeps them.</param>
/// <param name="warn">Hears of refs that are neither.</param>
internal sealed class RegistryReader(LedgerStore store, Action<string> warn)
{
    // The end of the year 9999; a forged commit may be of any time.
    private const long MostSeconds = 253_402_300_799;

    public async Task<RegistryView> ReadAsync(CancellationToken cancellationToken)
    {
        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var versions = await VersionsAsync(refs, cancellationToken).ConfigureAwait(false);
        var stages = ImmutableDictionary.CreateBuilder<(string, string), Stage>();
        foreach (var name in refs.Names(RefNames.Stages))
        {
            var stage = await StageAsync(refs, name, cancellationToken).ConfigureAwait(false);
            if (stage.History.Last is { } last && RefNames.StageOf(last.Model, last.Stage) == name)
            {
                stages[(last.Model, last.Stage)] = stage;
            }
            else
            {
                warn($"{name} is left out: its last move is not of that stage");
            }
        }

        return new RegistryView(versions, stages.ToImmutable());
    }

    private async Task<ImmutableArray<RegisteredVersion>> VersionsAsync(
        StoreRefs refs,
        CancellationToken cancellationToken
    )
    {
        var names = refs.Names(RefNames.Versions).ToArray();
        var commits = await store
            .Objects.ReadAsync([.. names.Select(name => refs[name]!)], cancellationToken)
            .ConfigureAwait(false);
        var versions = new List<RegisteredVersion>();
        foreach (var (name, bytes) in names.Zip(commits))
        {
            var read = bytes is null ? null : ReadCommit(Encoding.UTF8.GetString(bytes));
            if (read is not null && RefNames.VersionOf(read.Model, read.Version.ToString()) == name)
            {
                versions.Add(new RegisteredVersion(read, refs[name]!));
            }
            else
            {
                warn($"{name} is left out: its commit does not say that it is that version");
            }
        }

        return [.. versions.OrderBy(v => v.Version.Model, StringComparer.Ordinal).ThenBy(v => v.Version.Version)];
    }

    // A raw commit: headers, an empty line, the message. The committer's line ends in seconds and a zone.
    private static ModelVersion? ReadCommit(string commit)
    {
        var parts = commit.Split("\n\n", 2);
        var committer = parts[0].Split('\n').FirstOrDefault(l => l.StartsWith("committer ", StringComparison.Ordinal));
        return
            parts.Length == 2
            && committer?.Split(' ') is [.., var seconds, _]
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? VersionMessage.Read(parts[1], DateTimeOffset.FromUnixTimeSeconds(Math.Min(at, MostSeconds)))
            : null;
    }

    private async Task<Stage> StageAsync(StoreRefs refs, string name, CancellationToken cancellationToken)
    {
        var chain = new CommitChain(store, name, TransitionDocument.FileName);
        var tip = await chain
            .TipAsync(
                refs,
                async lost =>
                {
                    var last = await chain
                        .LastAsync(lost, d => TransitionDocument.Read(d), cancellationToken)
                        .ConfigureAwait(false);
                    warn(
                        $"the {(last.Kind == TransitionKind.Rollback ? "rollback" : "promotion")} that was made here while "
                            + $"'{store.Remote}' could not be reached was never sent, and others have moved {last.Model}#{last.Stage} "
                            + "since: it is no part of the history"
                    );
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var moves = await chain
            .ReadAsync(tip.Commit!, d => TransitionDocument.Read(d), cancellationToken)
            .ConfigureAwait(false);
        return new Stage(StageHistory.Fold(moves), tip);
    }
}
