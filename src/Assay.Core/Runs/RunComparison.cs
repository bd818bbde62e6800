using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Core.Runs;

/// <summary>One line of a comparison.</summary>
/// <param name="Kind"><c>run</c>, <c>param</c>, <c>metric</c>, <c>input</c> or <c>tag</c>.</param>
/// <param name="Name">The name there.</param>
/// <param name="Values">A text a run, null where it has none.</param>
public sealed record RunComparisonRow(string Kind, string Name, ImmutableArray<string?> Values)
{
    /// <summary>Whether the runs differ in it.</summary>
    public bool Differs => Values.Distinct(StringComparer.Ordinal).Skip(1).Any();
}

/// <summary>Runs side by side.</summary>
/// <param name="Runs">The runs, in the order asked for.</param>
/// <param name="Rows">Everything that at least one of them has: how they ended, params, metrics, inputs, tags.</param>
public sealed record RunComparison(ImmutableArray<Run> Runs, ImmutableArray<RunComparisonRow> Rows)
{
    /// <summary>Lays runs beside each other.</summary>
    public static RunComparison Of(ImmutableArray<Run> runs)
    {
        return new RunComparison(
            runs,
            [
                Fact("status", r => r.Status.ToString().ToLowerInvariant()),
                Fact("commit", CommitOf),
                Fact("model", r => r.ModelDigest?.Abbreviated),
                Fact("seconds", r => r.Resources?.WallSeconds.ToString("0.0", CultureInfo.InvariantCulture)),
                .. Named("param", r => r.Params),
                .. Named("metric", MetricsOf),
                .. Named("input", r => r.Inputs.ToDictionary(i => i.Path, i => i.Sha256.Abbreviated)),
                .. Named("tag", r => r.Tags),
            ]
        );

        RunComparisonRow Fact(string name, Func<Run, string?> value) => new("run", name, [.. runs.Select(value)]);

        IEnumerable<RunComparisonRow> Named(string kind, Func<Run, IReadOnlyDictionary<string, string>> values)
        {
            ImmutableArray<IReadOnlyDictionary<string, string>> all = [.. runs.Select(values)];
            return all.SelectMany(v => v.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => new RunComparisonRow(kind, name, [.. all.Select(v => v.GetValueOrDefault(name))]));
        }
    }

    private static string? CommitOf(Run run) =>
        run.Code is { } code ? code.Commit[..7] + (code.Dirty ? " (dirty)" : "") : null;

    private static Dictionary<string, string> MetricsOf(Run run) =>
        run.Metrics.ToDictionary(m => m.Key, m => m.Value.Last.ToString("G6", CultureInfo.InvariantCulture));
}
