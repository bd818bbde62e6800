using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Git;

/// <summary>The refs of a store.</summary>
/// <param name="Own">What this clone made and the remote does not have yet, by name (<c>refs/assay/…</c>).</param>
/// <param name="Seen">What the remote had when it was last looked at, by the same names.</param>
internal sealed record StoreRefs(
    ImmutableSortedDictionary<string, string> Own,
    ImmutableSortedDictionary<string, string> Seen
)
{
    private const string SeenRoot = "refs/seen/";

    /// <summary>Where the store keeps what the remote has under <paramref name="name"/>.</summary>
    public static string SeenAs(string name) => SeenRoot + name["refs/".Length..];

    /// <summary>The refspec that brings the remote's refs of that prefix.</summary>
    public static string Refspec(string prefix) => $"+{prefix}*:{SeenAs(prefix)}*";

    /// <summary>Reads all refs of a store.</summary>
    public static async Task<StoreRefs> ReadAsync(GitProgram git, CancellationToken cancellationToken) =>
        Parse(
            await git.RunAsync(["for-each-ref", "--format=%(objectname) %(refname)"], cancellationToken)
                .ConfigureAwait(false)
        );

    // Lines of ID NAME.
    private static StoreRefs Parse(string lines)
    {
        var own = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var seen = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (id, name) = (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..]);
            if (name.StartsWith(SeenRoot, StringComparison.Ordinal))
            {
                seen["refs/" + name[SeenRoot.Length..]] = id;
            }
            else
            {
                own[name] = id;
            }
        }

        return new StoreRefs(own.ToImmutable(), seen.ToImmutable());
    }

    /// <summary>What a ref holds: the remote's word, or where it has none this clone's own.</summary>
    public string? this[string name] => Seen.GetValueOrDefault(name) ?? Own.GetValueOrDefault(name);

    /// <summary>Names of all refs under a prefix, the remote's and this clone's.</summary>
    public IEnumerable<string> Names(string prefix) =>
        Seen
            .Keys.Concat(Own.Keys)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>Runs in the remote's inbox and those that wait in this clone, with the commits that hold them.</summary>
    public IEnumerable<KeyValuePair<RunId, string>> Inbox => InboxOf(Seen.Concat(Own)).DistinctBy(r => r.Key);

    /// <summary>Runs in the remote's inbox, with the commits that hold them.</summary>
    public IEnumerable<KeyValuePair<RunId, string>> SeenInbox => InboxOf(Seen);

    /// <summary>Runs that wait in this clone, with the commits that hold them.</summary>
    public IEnumerable<KeyValuePair<RunId, string>> OwnInbox => InboxOf(Own);

    private static IEnumerable<KeyValuePair<RunId, string>> InboxOf(IEnumerable<KeyValuePair<string, string>> refs) =>
        refs.Where(r => r.Key.StartsWith(RefNames.Inbox, StringComparison.Ordinal))
            .Select(r => (Valid: RunId.TryParse(r.Key[RefNames.Inbox.Length..], out var id), Id: id, r.Value))
            .Where(r => r.Valid)
            .Select(r => KeyValuePair.Create(r.Id, r.Value));
}
