using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Toolkit;

namespace Assay.Training.Logs;

/// <summary>Reads params: names and values, as text; nested names are joined by dots, a list of plain values is one value.</summary>
internal static class ParamsFile
{
    private const int MostParams = 10_000;
    private const int LongestName = 250;
    private const int LongestValue = 6000;

    /// <param name="text">What the file holds: JSON or YAML.</param>
    /// <param name="file">Its path from the repository's root; its end tells the format.</param>
    /// <exception cref="InputError">with everything that is wrong, by place.</exception>
    public static ImmutableSortedDictionary<string, string> Parse(string text, string file)
    {
        var root = LogFormat.ParseTree(text, file);
        if (root is not LoggedMap)
        {
            throw new InputError("params are names with values, such as 'learning_rate: 0.1'", root.Location);
        }

        var entries = Flatten(root, "").Take(MostParams + 1).ToList();
        if (entries.Count > MostParams)
        {
            throw new InputError($"more than {MostParams:N0} params; record fewer", root.Location);
        }

        ImmutableArray<Problem> problems =
        [
            .. entries
                .Where(e => e.Name.Length is 0 or > LongestName || e.Name.Any(c => char.IsControl(c) || c == '\uFFFD'))
                .Select(BadName),
            .. entries.Where(e => e.Value.Length > LongestValue).Select(TooLong),
            .. entries.GroupBy(e => e.Name).Where(g => g.Count() > 1).Select(g => Twice(g.Last())),
        ];
        return problems.IsEmpty
            ? entries.ToImmutableSortedDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal)
            : throw new InputError(problems);
    }

    private static IEnumerable<Entry> Flatten(LoggedNode node, string name) =>
        node switch
        {
            LoggedMap map => map.Entries.SelectMany(e => Flatten(e.Value, Join(name, e.Key))),
            LoggedList list when !list.Items.All(i => i is LoggedScalar) => list.Items.SelectMany(
                (item, i) => Flatten(item, Join(name, $"{i}"))
            ),
            LoggedList list =>
            [
                new Entry(
                    name,
                    $"[{string.Join(", ", list.Items.Cast<LoggedScalar>().Select(i => i.Text))}]",
                    list.Location
                ),
            ],
            LoggedScalar scalar => [new Entry(name, scalar.Text, scalar.Location)],
            _ => [],
        };

    private static string Join(string name, string key) => name.Length == 0 ? key : $"{name}.{key}";

    private static Problem BadName(Entry entry) =>
        new(
            $"{Quoted.Value(entry.Name)} is not a param's name: 1 to {LongestName} characters that can be shown",
            entry.Location
        );

    private static Problem TooLong(Entry entry) =>
        new(
            $"the value of {Quoted.Value(entry.Name)} has {entry.Value.Length:N0} characters; at most {LongestValue:N0} "
                + "are recorded: keep it in a file of its own",
            entry.Location
        );

    private static Problem Twice(Entry entry) =>
        new($"{Quoted.Value(entry.Name)} stands here twice, once nested and once with a dot; keep one", entry.Location);

    private sealed record Entry(string Name, string Value, SourceLocation Location);
}
