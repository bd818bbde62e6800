using Assay.Core.Conditions;
using Assay.Core.Names;
using Assay.Core.Reports;

namespace Assay.Core.Gates;

/// <summary>The comparison as the policy writes it.</summary>
internal static class ComparisonText
{
    /// <summary><c>roc_auc non-inferior to prod, margin 0.01, confidence 95 %</c>.</summary>
    public static string Of(ComparisonRule rule, MetricReference metric, string champion) =>
        $"{metric} {KebabCase.Of(rule.Kind)} {(rule.Kind == ComparisonKind.Equivalent ? "with" : "to")} {champion},"
        + $" margin {Numbers.Plain(rule.Margin)}, confidence {Numbers.Percent(rule.Confidence)}";
}
