using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Training.Logs;

/// <summary>
/// Reads metrics: a tree of names and numbers (nested names are joined by dots; a list is a history, by its entries'
/// <c>step</c> or by their order), or a table (a column for each metric, or columns <c>name</c> and <c>value</c>; steps
/// from a column <c>step</c>, <c>iteration</c> or <c>epoch</c>).
/// </summary>
internal sealed class MetricsFile
{
    private const int MostPoints = 1_000_000;
    private const int LongestName = 250;
    private const int MostProblems = 20;

    private readonly DateTimeOffset _at;
    private readonly Dictionary<string, List<MetricPoint>> _points = new(StringComparer.Ordinal);
    private readonly List<Problem> _problems = [];
    private int _count;

    private MetricsFile(DateTimeOffset at) => _at = at;

    /// <param name="text">What the file holds.</param>
    /// <param name="file">Its path from the repository's root; its end tells the format.</param>
    /// <param name="at">When the values were logged.</param>
    /// <exception cref="InputError">with everything that is wrong, by place.</exception>
    public static ImmutableSortedDictionary<string, MetricSeries> Parse(string text, string file, DateTimeOffset at)
    {
        var log = new MetricsFile(at);
        if (LogFormat.ParseTable(text, file) is { } table)
        {
            log.AddTable(table, file);
        }
        else
        {
            log.AddTree(LogFormat.ParseTree(text, file), "", 0);
        }

        return log._problems.Count == 0
            ? log._points.ToImmutableSortedDictionary(
                p => p.Key,
                p => new MetricSeries(p.Value),
                StringComparer.Ordinal
            )
            : throw new InputError([.. log._problems.Take(MostProblems)]);
    }

    private void AddTree(LoggedNode node, string name, long step)
    {
        switch (node)
        {
            case LoggedScalar scalar:
                Add(name, step, scalar.Text, scalar.Location);
                break;
            case LoggedMap map:
                foreach (var (key, value) in map.Entries)
                {
                    AddTree(value, name.Length == 0 ? key : $"{name}.{key}", step);
                }

                break;
            case LoggedList list:
                for (var i = 0; i < list.Items.Length && _problems.Count < MostProblems; i++)
                {
                    AddItem(list.Items[i], name, i);
                }

                break;
        }
    }

    private void AddItem(LoggedNode item, string name, long index)
    {
        if (item is not LoggedMap map)
        {
            AddTree(item, name, index);
            return;
        }

        var step = map["step"] is { } given ? ReadStep(given) : index;
        foreach (var (key, value) in map.Entries.Where(e => e.Key is not ("step" or "timestamp")))
        {
            AddTree(value, key == "value" && name.Length > 0 ? name : Join(name, key), step);
        }
    }

    private void AddTable(LoggedTable table, string file)
    {
        var columns = MetricColumns.Of(table.Columns);
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < table.Rows.Length && _problems.Count < MostProblems; i++)
        {
            var (cells, line) = table.Rows[i];
            var at = new SourceLocation(file, line);
            var step = columns.Step is { } column ? ReadStep(new LoggedScalar(cells[column], at)) : i;
            foreach (var (name, value) in columns.ValuesOf(cells, table.Columns).Where(v => v.Value.Length > 0))
            {
                // What is wrong with a column is wrong in most of its rows: once is enough.
                if (!wrong.Contains(name) && !Add(name, columns.Step is null && columns.IsLong ? 0 : step, value, at))
                {
                    wrong.Add(name);
                }
            }
        }
    }

    private long ReadStep(LoggedNode node)
    {
        var text = (node as LoggedScalar)?.Text.Trim();
        if (
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var step)
            && step == decimal.Truncate(step)
            && step is >= long.MinValue and <= long.MaxValue
        )
        {
            return (long)step;
        }

        _problems.Add(new Problem($"the step {Quoted.Value(text ?? "")} is not a whole number", node.Location));
        return 0;
    }

    private bool Add(string name, long step, string text, SourceLocation location)
    {
        if (name.Length is 0 or > LongestName || name.Any(c => char.IsControl(c) || c == '\uFFFD'))
        {
            _problems.Add(
                new Problem(
                    $"{Quoted.Value(name)} is not a metric's name: 1 to {LongestName} characters that can be shown",
                    location
                )
            );
            return false;
        }

        if (MetricNumber.TryParse(text) is not { } value)
        {
            _problems.Add(
                new Problem(
                    $"{Quoted.Value(name)} is {Quoted.Value(text)}, which is not a number; texts belong into params or tags",
                    location
                )
            );
            return false;
        }

        if (++_count > MostPoints)
        {
            throw new InputError($"more than {MostPoints:N0} values of metrics; log fewer steps", location);
        }

        if (!_points.TryGetValue(name, out var points))
        {
            _points[name] = points = [];
        }

        points.Add(new MetricPoint(step, _at, value));
        return true;
    }

    private static string Join(string name, string key) => name.Length == 0 ? key : $"{name}.{key}";
}
