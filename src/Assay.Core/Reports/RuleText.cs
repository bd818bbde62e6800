using Assay.Core.Gates;

namespace Assay.Core.Reports;

/// <summary>The rules that a metric is held to, written beside it, where its name need not be said again.</summary>
internal static class RuleText
{
    /// <summary>
    /// The comparison as <c>not worse by 0.01</c>, a condition as <c>≤ champion × 1.02</c>; rules about anything but the
    /// metric's own value or difference are left out.
    /// </summary>
    public static IEnumerable<(RuleResult Rule, string Text)> Beside(MetricComparison metric, GateReport report)
    {
        foreach (var rule in report.Verdict.Rules.Where(rule => rule.Metric == metric.Metric))
        {
            if (report.Policy.Require.FirstOrDefault(c => c.Text == rule.Rule) is { } condition)
            {
                yield return (rule, ConditionText.Written(condition));
            }
            else if (report.Policy.Compare is { } comparison && rule.Value is not null)
            {
                yield return (rule, Comparison(comparison));
            }
        }
    }

    private static string Comparison(ComparisonRule rule)
    {
        var margin = Numbers.Plain(rule.Margin);
        return rule.Kind switch
        {
            ComparisonKind.NonInferior => rule.Margin > 0 ? $"not worse by {margin}" : "not worse",
            ComparisonKind.Superior => rule.Margin > 0 ? $"better by more than {margin}" : "better",
            _ => $"the same within {margin}",
        };
    }
}
