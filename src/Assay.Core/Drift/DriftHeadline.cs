using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Reports;

namespace Assay.Core.Drift;

/// <summary>The one sentence of a drift check.</summary>
internal static class DriftHeadline
{
    private const int Named = 3;

    public static string Of(
        ImmutableArray<RuleResult> rules,
        Outcome outcome,
        ImmutableArray<ColumnDrift> columns,
        DriftPolicy policy,
        long currentRows,
        long referenceRows
    )
    {
        if (outcome is not (Outcome.Pass or Outcome.Fail))
        {
            return rules.First(r => r.Outcome == outcome).Reason;
        }

        var drifted = columns.Where(c => c.State == ColumnState.Drifted).ToList();
        var names = string.Join(", ", drifted.Take(Named).Select(c => Figure(c, policy)));
        var share = $"{drifted.Count} of {columns.Length} columns drifted";
        var what = names.Length == 0 ? share : $"{share}: {names}{(drifted.Count > Named ? ", …" : "")}";
        return outcome == Outcome.Pass
            ? $"{what} ({Numbers.Count(currentRows)} rows against {Numbers.Count(referenceRows)})"
            : $"{what}; {rules.First(r => r.Outcome == Outcome.Fail).Reason}";
    }

    private static string Figure(ColumnDrift column, DriftPolicy policy) =>
        column.Missing is { } missing && !(column.Values?.StabilityIndex >= policy.Effect)
            ? $"{column.Name} missing {Share(missing.Reference)} → {Share(missing.Current)}"
        : column.Values is { } values ? $"{column.Name} PSI {Numbers.Fixed(values.StabilityIndex, 2)}"
        : column.Name;

    private static string Share(double share) => Numbers.Percent(Math.Round(share, 3));
}
