using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Metrics;
using Assay.Core.Reports;
using Assay.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace Assay.Core.Gates;

/// <summary>
/// Guards slices: a one-sided test in each slice of whether the primary metric is worse by more than the margin, Holm
/// corrected over all slices. Harm that is proven fails; what cannot be told does not, and is never inconclusive.
/// </summary>
/// <param name="rule">Columns and margin.</param>
/// <param name="primary">The metric that decides.</param>
/// <param name="evidence">Usable evidence of both sides.</param>
/// <param name="confidence">One-sided confidence.</param>
internal sealed class SliceGuard(SliceRule rule, MetricReference primary, GateEvidence evidence, double confidence)
{
    /// <summary>The most distinct values that a slicing column may have.</summary>
    public const int MostValues = 50;

    /// <summary>The fewest rows, or rows of the rarer class, that a slice is judged by.</summary>
    public const int FewestRows = 50;

    private const int Resamples = 1_000;

    /// <summary>What harm was found, one rule result a column that cannot be sliced by, and every slice.</summary>
    public (ImmutableArray<RuleResult> Results, ImmutableArray<SliceResult> Slices) Judge()
    {
        var (sliced, refused) = Columns();
        var found = sliced.SelectMany(SlicesOf).ToList();
        var adjusted = MultipleTesting.Holm([.. found.Select(slice => slice.HarmP ?? double.NaN)]);
        ImmutableArray<SliceResult> slices =
        [
            .. found.Select((slice, i) => slice.Result with { Harmed = adjusted[i] <= 1 - confidence }),
        ];
        return ([.. sliced.Count == 0 ? [] : new[] { Found(sliced, slices) }, .. refused], slices);
    }

    private RuleResult Found(List<string> columns, ImmutableArray<SliceResult> slices)
    {
        var harmed = slices.Count(slice => slice.Harmed);
        var told = slices.Count(slice => slice.Comparison is not null);
        var margin = Numbers.Plain(rule.Margin);
        var name = $"slices by {string.Join(", ", columns)}, margin {margin}";
        var reason =
            harmed > 0
                ? $"{harmed} of {told} slices {(harmed == 1 ? "is" : "are")} proven worse by more than {margin} (Holm-corrected)"
                : $"no slice of {told} is proven worse by more than {margin}"
                    + (told < slices.Length ? $"; {slices.Length - told} could not be judged" : "");
        return new RuleResult(name, harmed > 0 ? Outcome.Fail : Outcome.Pass, Blocking: true, reason, primary);
    }

    private (List<string> Sliced, List<RuleResult> Refused) Columns()
    {
        List<string> sliced = [];
        List<RuleResult> refused = [];
        foreach (var column in rule.By)
        {
            var values = evidence.Columns.TryGetValue(column, out var cells) ? cells.Distinct().Count() : 0;
            if (values is > 0 and <= MostValues)
            {
                sliced.Add(column);
                continue;
            }

            var reason =
                values == 0
                    ? $"the validation data have no column '{column}' to slice by"
                    : $"column '{column}' has {Numbers.Count(values)} values, and slices are guarded for at most {MostValues}:"
                        + " name a coarser column, or bin this one in the data";
            refused.Add(new RuleResult($"slices by {column}", Outcome.Error, Blocking: true, reason, primary));
        }

        return (sliced, refused);
    }

    private IEnumerable<(SliceResult Result, double? HarmP)> SlicesOf(string column)
    {
        var cells = evidence.Columns[column];
        return Enumerable
            .Range(0, cells.Length)
            .GroupBy(row => cells[row])
            .OrderBy(group => group.Key is null)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Slice(column, group.Key, [.. group]));
    }

    private (SliceResult Result, double? HarmP) Slice(string column, string? value, int[] rows)
    {
        var part = evidence with
        {
            Challenger = evidence.Challenger.Take(rows),
            Champion = evidence.Champion!.Take(rows),
        };
        if (TooFew(part.Challenger) is { } note)
        {
            return (new SliceResult(column, value, rows.Length, null, false, note), null);
        }

        var metric = ScoredMetric.Of(primary, Definition, part);
        if (metric is not { ChallengerValue: not null, ChampionValue: not null })
        {
            var undefined = $"{metric.Title} is undefined here: it needs {metric.Definition.Needs}";
            return (new SliceResult(column, value, rows.Length, metric.With(null), false, undefined), null);
        }

        var level = Math.Round((2 * confidence) - 1, 12);
        var estimate = new DifferenceEstimator(part, level).Estimate([metric], ComparisonTest.Auto, Resamples)[0];
        return (
            new SliceResult(column, value, rows.Length, metric.With(estimate.Difference), false, null),
            HarmP(metric, estimate)
        );
    }

    private MetricDefinition Definition => MetricCatalog.Find(primary.Name, evidence.Challenger.Task)!;

    private double HarmP(ScoredMetric metric, DifferenceEstimate estimate)
    {
        var gain = estimate.Difference.Value!.Value * (metric.Definition.HigherIsBetter ? 1 : -1);
        var beyond = -rule.Margin - gain;
        return estimate switch
        {
            { StandardError: > 0 and var error } => Normal.CDF(0, 1, -beyond / error),
            // No row spoke against the difference: were a share of them to make up for the harm, all were missed.
            { Unseen: { } rows } when beyond > 0 => Math.Pow(1 - Math.Min(1, beyond), rows),
            _ => 1,
        };
    }

    private static string? TooFew(LabelledScores rows)
    {
        if (rows.Task != TaskKind.Binary)
        {
            return rows.Count < FewestRows ? $"too few rows: {rows.Count}, {FewestRows} are needed" : null;
        }

        var positives = rows.Labels.Count(label => label == 1);
        var rarer = Math.Min(positives, rows.Count - positives);
        return rarer < FewestRows ? $"too few rows: {rarer} of the rarer class, {FewestRows} are needed" : null;
    }
}
