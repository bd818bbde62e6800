using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Registry;
using Assay.Toolkit;
using CliWrap;

namespace Assay.Git;

/// <summary>
/// GTO's tags, through which people and GTO see the registry. They follow what the refs of <see cref="ModelRegistry"/> hold and
/// never lead: a tag that the remote refuses is said and tried again the next time.
/// </summary>
/// <param name="store">Where this clone keeps versions and stages.</param>
/// <param name="repository">The team's repository, which holds the tags where there is no remote.</param>
/// <param name="warn">Hears of tags that were refused.</param>
internal sealed class TagMirror(LedgerStore store, GitRepository repository, Action<string> warn)
{
    private const string Prefix = "refs/tags/";
    private const string Peeled = "^{}";

    // The end of the year 9999, less some room.
    private const long MostSeconds = 253_402_000_000;

    /// <summary>The annotated tags of a model, and the commits that they are on.</summary>
    /// <exception cref="OperationError">when the remote cannot be read.</exception>
    public async Task<ImmutableArray<TagOnCommit>> ReadAsync(string model, CancellationToken cancellationToken)
    {
        var lines = store.Remote is null
            ? await LocalAsync(cancellationToken).ConfigureAwait(false)
            : await store
                .ListTagsAsync([$"{Prefix}{model}@*", $"{Prefix}{model}#*"], cancellationToken)
                .ConfigureAwait(false);
        var tags = ImmutableArray.CreateBuilder<TagOnCommit>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // A lightweight tag has no second line for what it peels to, and GTO does not count it.
            var words = line.Split('\t', 2);
            var isPeeled =
                words.Length == 2
                && words[1].StartsWith(Prefix, StringComparison.Ordinal)
                && words[1].EndsWith(Peeled, StringComparison.Ordinal);
            if (
                isPeeled
                && GtoTag.TryParse(words[1][Prefix.Length..^Peeled.Length], out var tag)
                && tag.Name == model
                && tag.Folder is null
            )
            {
                tags.Add(new TagOnCommit(tag, words[0]));
            }
        }

        return tags.ToImmutable();
    }

    /// <summary>Makes the tags that a model lacks.</summary>
    public async Task UpdateAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            var view = await new RegistryReader(store, warn).ReadAsync(cancellationToken).ConfigureAwait(false);
            var tags = await ReadAsync(model, cancellationToken).ConfigureAwait(false);
            var missing = TagPlan.Missing(
                [.. view.Versions.Where(v => v.Version.Model == model).Select(v => (v.Version, v.Commit))],
                [.. view.StagesOf(model).Select(stage => view.StageOf(model, stage).History)],
                tags,
                await NewestAsync(model, cancellationToken).ConfigureAwait(false)
            );
            await MakeAsync(missing, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationError e)
        {
            warn(
                $"the tags of {model} were not brought up to date: {e.Message} The next register, promote or rollback tries again."
            );
        }
    }

    private async Task MakeAsync(ImmutableArray<PlannedTag> missing, CancellationToken cancellationToken)
    {
        if (missing.IsEmpty)
        {
            return;
        }

        var updates = new List<RefUpdate>();
        foreach (var tag in missing)
        {
            var id = await store
                .Git.RunAsync(["mktag"], cancellationToken, PipeSource.FromString(Text(tag)))
                .ConfigureAwait(false);
            updates.Add(new RefUpdate(Prefix + tag.Tag, null, id));
        }

        var made = await store.PublishAsync(updates, together: false, cancellationToken).ConfigureAwait(false);
        var refused = made.Refs.Where(r => r.Value is not (PublicationResult.Done or PublicationResult.Lost)).ToArray();
        if (refused.Length > 0)
        {
            var names = string.Join(", ", refused.Select(r => r.Key[Prefix.Length..]).Order(StringComparer.Ordinal));
            warn(
                $"'{store.Remote}' did not take the tags {names} ({made.Reason}). The registry itself is up to date; the next "
                    + "register, promote or rollback tries them again."
            );
        }

        if (store.Remote is null)
        {
            string[] refspecs = [.. updates.Select(u => $"{u.Name}:{u.Name}")];
            await repository
                .Git.RunAsync(
                    ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", store.Folder, .. refspecs],
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private static string Text(PlannedTag tag)
    {
        var seconds = tag.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"object {tag.Commit}\ntype commit\ntag {tag.Tag}\ntagger {Tagger(tag.Actor)} {seconds} +0000\n\n{tag.Message}\n";
    }

    // "Name <mail>" as git has it, or a forge's login.
    private static string Tagger(string actor)
    {
        var (start, end) = (actor.IndexOf('<', StringComparison.Ordinal), actor.IndexOf('>', StringComparison.Ordinal));
        var (name, mail) = start >= 0 && end > start ? (actor[..start], actor[(start + 1)..end]) : (actor, "");
        return $"{Plain(name, "assay")} <{Plain(mail, "assay@localhost")}>";
    }

    private static string Plain(string text, string otherwise)
    {
        var plain = new string([.. text.Where(c => !char.IsControl(c) && c is not ('<' or '>'))]).Trim();
        return plain.Length == 0 ? otherwise : plain;
    }

    private Task<string> LocalAsync(CancellationToken cancellationToken) =>
        repository.Git.RunAsync(
            ["for-each-ref", $"--format=%(if)%(*objectname)%(then)%(*objectname)%09%(refname){Peeled}%(end)", Prefix],
            cancellationToken
        );

    // The tags that the team's clone happens to have: no tag of ours is to be dated before one of theirs.
    private async Task<DateTimeOffset?> NewestAsync(string model, CancellationToken cancellationToken)
    {
        var dates = await repository
            .Git.RunAsync(
                ["for-each-ref", "--format=%(taggerdate:unix)", $"{Prefix}{model}@*", $"{Prefix}{model}#*"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var seconds = dates
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line =>
                long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var date) ? date : 0
            )
            .DefaultIfEmpty()
            .Max();
        return seconds is > 0 and < MostSeconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
