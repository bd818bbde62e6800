using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports;

/// <summary>Where a comparison's margins are on an axis on which right is better.</summary>
public static class DifferenceMarks
{
    /// <summary>One mark, two for equivalence, none without a margin.</summary>
    public static ImmutableArray<double> Of(ComparisonRule? rule) =>
        rule is not { Margin: > 0 }
            ? []
            : rule.Kind switch
            {
                ComparisonKind.NonInferior => [-rule.Margin],
                ComparisonKind.Superior => [rule.Margin],
                _ => [-rule.Margin, rule.Margin],
            };
}
