using System.Globalization;
using Assay.Core.Reports;

namespace Assay.Core.Drift;

/// <summary>What a reader should know of a column beside its test, without cell values.</summary>
internal static class ColumnFindings
{
    // A column whose values are mostly different ones names rows and says nothing of their distribution.
    private const double ShareOfNames = 0.5;

    public static IEnumerable<string> Of(ColumnProfile reference, ColumnProfile current)
    {
        if (reference.Rows > 0 && IsEmpty(reference) != IsEmpty(current))
        {
            yield return IsEmpty(current)
                ? "no value is left: all are missing now"
                : "the reference has no value: all are missing there";
        }

        if (IsConstant(reference) && !IsConstant(current) && !IsEmpty(current))
        {
            yield return "constant in the reference, and no longer";
        }
        else if (IsConstant(current) && !IsConstant(reference) && !IsEmpty(reference))
        {
            yield return "constant now, and not in the reference";
        }

        if (current is NumberProfile { Infinite: > 0 and var infinite })
        {
            yield return $"infinite in {Numbers.Count(infinite)} {(infinite == 1 ? "row" : "rows")}";
        }

        if (reference is CategoryProfile { Other: > 0 } || current is CategoryProfile { Other: > 0 })
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"more than {CategoryProfile.MostValues:N0} values; unseen ones cannot be told"
            );
        }
    }

    /// <summary>Why the values cannot be compared, or null.</summary>
    public static string? ReasonToSkip(ColumnProfile reference, ColumnProfile current) =>
        reference.Rows == 0 ? "the reference has no rows of it"
        : IsEmpty(reference) && IsEmpty(current) ? "no value on either side"
        : NamesRows(reference) ? "nearly every row has a value of its own: it names rows"
        : null;

    private static bool IsEmpty(ColumnProfile column) => column.Count == 0;

    private static bool IsConstant(ColumnProfile column) =>
        column switch
        {
            { Count: < 2 } => false,
            NumberProfile numbers => numbers.Min == numbers.Max,
            CategoryProfile texts => texts.Other == 0 && texts.Counts.Length == 1,
            _ => false,
        };

    private static bool NamesRows(ColumnProfile column) =>
        column is CategoryProfile texts
        && texts.Count > 1
        && (texts.Counts.Length > ShareOfNames * texts.Count || texts.Other > ShareOfNames * texts.Count);
}
