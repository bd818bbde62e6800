using Assay.Core.Reports;
using Assay.Core.Statistics;

namespace Assay.Core.Gates;

/// <summary>What would settle an inconclusive comparison.</summary>
internal static class Settling
{
    private const double Power = 0.8;
    private const double MostRows = 1e12;

    /// <summary>
    /// Rows that settle it if there is no true difference; if that cannot be, because the margin is 0, a gain is asked for
    /// or the rows at hand should have done, if the difference seen is the true one. Null when no number of rows does.
    /// </summary>
    public static RowsToSettle? Of(ComparisonRule rule, DifferenceEstimate estimate, double gain, LabelledScores rows)
    {
        if (estimate.Unseen is { } unseen)
        {
            return UnlessTold(rule, unseen, rows.Count);
        }

        var fromNone = rule.Kind switch
        {
            ComparisonKind.Superior => null,
            // Both bounds must clear their margin, so each may miss half as often.
            ComparisonKind.Equivalent => Needed(0, rule.Margin, (1 + Power) / 2),
            _ => Needed(0, rule.Margin, Power),
        };
        var limit = rule.Kind switch
        {
            ComparisonKind.Superior => rule.Margin,
            ComparisonKind.Equivalent => gain > 0 ? rule.Margin : -rule.Margin,
            _ => -rule.Margin,
        };
        return fromNone ?? Needed(gain, gain - limit, Power);

        RowsToSettle? Needed(double assumed, double distance, double power) =>
            distance == 0
                ? null
                : Rounded(
                    SampleSize.ToClear(rows.Count, estimate.StandardError!.Value, distance, rule.Confidence, power),
                    assumed
                );

        RowsToSettle? Rounded(double all, double assumed) =>
            Math.Ceiling(all) - rows.Count is >= 1 and < MostRows and var more
                ? new RowsToSettle(
                    (long)more,
                    assumed == 0 ? 0 : estimate.Difference.Value!.Value,
                    assumed != 0,
                    rule.Confidence,
                    Power
                )
                : null;
    }

    /// <summary>What a headline says of it.</summary>
    public static string Sentence(ComparisonRule rule, RowsToSettle? settling, NumberFormat format)
    {
        if (settling is null)
        {
            return $"no number of rows would settle {What(rule)}";
        }

        var truth = settling.Observed
            ? $"a true difference of {format.Difference(settling.TrueDifference)}"
            : "no true difference";
        return $"about {Numbers.About(settling.AdditionalRows)} more rows would settle {What(rule)}"
            + $" ({truth}, {Numbers.Percent(settling.Power)} power)";
    }

    private static string What(ComparisonRule rule) =>
        rule.Margin == 0 ? "it" : $"a margin of {Numbers.Plain(rule.Margin)}";

    // As long as further rows tell the sides apart no more than these.
    private static RowsToSettle? UnlessTold(ComparisonRule rule, int unseen, int rows)
    {
        if (rule.Margin is <= 0 or >= 1)
        {
            return null;
        }

        var more = Math.Ceiling(rows * (RuleOfThree.RowsFor(rule.Margin, rule.Confidence) / unseen)) - rows;
        return more >= 1 ? new RowsToSettle((long)more + 1, 0, false, rule.Confidence, Power) : null;
    }
}
