using System.Collections.Immutable;
using Assay.Core.Statistics;

namespace Assay.Core.Drift;

/// <summary>
/// Compares a profile with the one of the reference. A column drifted when a change is both significant, with all tests of the
/// check taken together, and large enough to matter: with many rows everything is significant, with few anything is large.
/// </summary>
public static class DriftCheck
{
    /// <summary>Judges the current profile.</summary>
    /// <param name="reference">What it is compared with, as a rule the training data.</param>
    /// <param name="current">What is looked at.</param>
    /// <param name="policy">The rules.</param>
    public static DriftReport Judge(Profile reference, Profile current, DriftPolicy policy)
    {
        var columns = Compare(reference.Columns, current.Columns, policy);
        var predictions = ToldByBoth(reference, current, Compare(reference.Predictions, current.Predictions, policy));
        var metrics = DriftMetrics.Of(columns, predictions);
        var rules = new DriftRules(policy, reference, current, columns, metrics).Judge();
        var outcome = rules.Max(r => r.Outcome!.Value);
        return new DriftReport
        {
            Model = reference.Model,
            Outcome = outcome,
            Headline = DriftHeadline.Of(rules, outcome, columns, policy, current.Rows, reference.Rows),
            Rules = rules,
            Metrics = metrics,
            Columns = columns,
            Predictions = predictions,
            Policy = policy,
            ReferenceRows = reference.Rows,
            CurrentRows = current.Rows,
        };
    }

    // An answer that one side does not tell, or tells in other words, is no change of what the model answers.
    private static ImmutableArray<ColumnDrift> ToldByBoth(
        Profile reference,
        Profile current,
        ImmutableArray<ColumnDrift> predictions
    ) =>
        [
            .. predictions.Select(c =>
                c.State == ColumnState.New ? Untold(c, "the reference does not tell it")
                : c.State == ColumnState.Absent ? Untold(c, "the current data do not tell it")
                : Find(reference, c.Name) is CategoryProfile { Count: > 0 } then
                && Find(current, c.Name) is CategoryProfile { Count: > 0 } now
                && !then.Counts.Any(k => k.Value > 0 && now[k.Key] > 0)
                    ? Untold(c, "the classes have other names in the reference")
                : c
            ),
        ];

    private static ColumnProfile? Find(Profile profile, string prediction) =>
        profile.Predictions.FirstOrDefault(p => p.Name == prediction);

    private static ColumnDrift Untold(ColumnDrift prediction, string finding) =>
        prediction with
        {
            State = ColumnState.Skipped,
            Values = null,
            Missing = null,
            Findings = [finding],
        };

    private static ImmutableArray<ColumnDrift> Compare(
        ImmutableArray<ColumnProfile> reference,
        ImmutableArray<ColumnProfile> current,
        DriftPolicy policy
    )
    {
        if (reference.IsEmpty || current.IsEmpty)
        {
            return [];
        }

        var comparison = new ColumnComparison(policy);
        var now = current.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var then = reference.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        ColumnDrift[] columns =
        [
            .. reference.Select(c =>
                now.TryGetValue(c.Name, out var counterpart)
                    ? comparison.Of(c, counterpart)
                    : ColumnComparison.OfOneSide(c, null)
            ),
            .. current.Where(c => !then.Contains(c.Name)).Select(c => ColumnComparison.OfOneSide(null, c)),
        ];
        return
        [
            .. Settled([.. columns.Where(c => !policy.Ignore.Contains(c.Name))], policy)
                .OrderByDescending(c => c.State == ColumnState.Drifted)
                .ThenByDescending(c => c.State is ColumnState.Absent)
                .ThenByDescending(c => c.Values?.StabilityIndex ?? -1),
        ];
    }

    // One family of both tests of all columns. The false discovery rate is what a share of drifted columns wants kept small;
    // to exclude a single false one among thousands of columns (Holm) would hide the true ones.
    private static IEnumerable<ColumnDrift> Settled(ColumnDrift[] columns, DriftPolicy policy)
    {
        double[] p =
        [
            .. columns.Select(c => Told(c) ? c.Values?.Test.P ?? double.NaN : double.NaN),
            .. columns.Select(c => c.Missing?.Test.P ?? double.NaN),
        ];
        var adjusted = MultipleTesting.BenjaminiHochberg(p);
        return columns.Select((column, i) => Settled(column, adjusted[i], adjusted[columns.Length + i], policy));
    }

    private static bool Told(ColumnDrift column) => column.State is ColumnState.Stable or ColumnState.Drifted;

    private static ColumnDrift Settled(ColumnDrift column, double ofValues, double ofMissing, DriftPolicy policy)
    {
        var settled = column with
        {
            Values = column.Values is { } v ? v with { Test = v.Test with { AdjustedP = ofValues } } : null,
            Missing = column.Missing is { } m ? m with { Test = m.Test with { AdjustedP = ofMissing } } : null,
        };
        var changed = ofValues <= policy.Significance && settled.Values!.StabilityIndex >= policy.Effect;
        var vanished =
            ofMissing <= policy.Significance
            && Math.Abs(settled.Missing!.Change) >= policy.Missing
            && Math.Min(settled.Reference!.Rows, settled.Current!.Rows) >= policy.LeastRows;
        return changed || vanished ? settled with { State = ColumnState.Drifted } : settled;
    }
}
