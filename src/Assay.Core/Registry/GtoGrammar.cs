using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Core.Registry;

/// <summary>
/// The grammar of GTO's tags (https://github.com/iterative/gto): one table of templates, read and written by the same lines.
/// </summary>
public static class GtoGrammar
{
    // In a tag "=" stands for the ":" between folder and name, which git allows in no ref.
    private const string Folder = "(?:(?<folder>[a-zA-Z0-9_./-]+)=)?";
    private const string Word = "[a-zA-Z0-9](?:[a-zA-Z0-9_/-]*[a-zA-Z0-9])?";
    private const string Counter = "(?:#(?<counter>[0-9]+))?";

    private static readonly ImmutableArray<(GtoEvent Event, string Template, Regex Pattern)> Table =
    [
        Row(GtoEvent.Create, "@created"),
        Row(GtoEvent.Deprecate, "@deprecated"),
        Row(GtoEvent.Register, "@{version}"),
        Row(GtoEvent.Deregister, "@{version}!"),
        Row(GtoEvent.Assign, "#{stage}"),
        Row(GtoEvent.Unassign, "#{stage}!"),
    ];

    /// <summary>The tag that <paramref name="text"/> is, or null.</summary>
    public static GtoTag? Read(string text)
    {
        foreach (var (@event, _, pattern) in Table)
        {
            var match = pattern.Match(text);
            if (!match.Success || !TryCounter(match.Groups["counter"], out var counter))
            {
                continue;
            }

            var version = match.Groups["version"];
            if (!version.Success)
            {
                return Tag(@event, match, counter);
            }

            if (SemanticVersion.TryParse(version.Value, out var parsed))
            {
                return Tag(@event, match, counter) with { Version = parsed };
            }
        }

        return null;
    }

    /// <summary>The tag's name.</summary>
    public static string Write(GtoTag tag)
    {
        var template = Table.First(row => row.Event == tag.Event).Template;
        var folder = tag.Folder is null ? "" : tag.Folder + "=";
        var counter = tag.Counter is { } number ? "#" + number.ToString(CultureInfo.InvariantCulture) : "";
        return folder
            + tag.Name
            + template
                .Replace("{version}", tag.Version?.ToString(), StringComparison.Ordinal)
                .Replace("{stage}", tag.Stage, StringComparison.Ordinal)
            + counter;
    }

    /// <summary>The counter of a model's next event: one above the greatest over all of its tags.</summary>
    public static long NextCounter(IEnumerable<GtoTag> tagsOfModel) =>
        tagsOfModel.Select(t => t.Counter ?? 0).DefaultIfEmpty().Max() + 1;

    private static GtoTag Tag(GtoEvent @event, Match match, long? counter) =>
        new(@event, match.Groups["name"].Value)
        {
            Folder = Text(match.Groups["folder"]),
            Stage = Text(match.Groups["stage"]),
            Counter = counter,
        };

    private static string? Text(Group group) => group.Success ? group.Value : null;

    // No sequence gets past a long; a forged tag may try.
    private static bool TryCounter(Group group, out long? counter)
    {
        counter = null;
        if (!group.Success)
        {
            return true;
        }

        var fits =
            long.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < long.MaxValue;
        counter = number;
        return fits;
    }

    private static (GtoEvent, string, Regex) Row(GtoEvent @event, string template)
    {
        var pattern = template
            .Replace("{version}", "(?<version>v[0-9][0-9A-Za-z.+-]*)", StringComparison.Ordinal)
            .Replace("{stage}", $"(?<stage>{Word})", StringComparison.Ordinal);
        return (
            @event,
            template,
            new Regex($"^{Folder}(?<name>{Word}){pattern}{Counter}\\z", RegexOptions.CultureInvariant)
        );
    }
}
