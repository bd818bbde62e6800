using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports;

/// <summary>Slices as reports name them.</summary>
public static class SliceLabels
{
    /// <summary>
    /// One label a slice: <c>contract = One year</c>, or <c>contract = value 2</c> where values are not to be shown, numbered
    /// within their column.
    /// </summary>
    public static ImmutableArray<string> Of(ImmutableArray<SliceResult> slices, bool showValues)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. slices.Select(slice => $"{slice.Column} = {Value(slice, showValues, seen)}")];
    }

    private static string Value(SliceResult slice, bool showValues, Dictionary<string, int> seen)
    {
        if (slice.Value is null)
        {
            return "(missing)";
        }

        if (showValues)
        {
            return slice.Value.Length == 0 ? "(empty)" : slice.Value;
        }

        var number = seen.GetValueOrDefault(slice.Column) + 1;
        seen[slice.Column] = number;
        return $"value {number}";
    }
}
