using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Reports;

namespace Assay.Core.Drift;

/// <summary>Judges the rows and the conditions of a drift check.</summary>
internal sealed class DriftRules(
    DriftPolicy policy,
    Profile reference,
    Profile current,
    ImmutableArray<ColumnDrift> columns,
    ImmutableSortedDictionary<string, double> metrics
)
{
    private const string NotJudged = "not judged: see the rows";

    /// <summary>The rule of the rows, then every condition.</summary>
    public ImmutableArray<RuleResult> Judge()
    {
        var rows = Rows();
        return
        [
            rows,
            .. policy.Require.Select(c =>
                rows.Outcome == Outcome.Pass
                    ? Judge(c)
                    : new RuleResult(c.Text, rows.Outcome, Blocking: true, NotJudged, c.Metric, Value(c), Limit(c))
            ),
        ];
    }

    private RuleResult Rows()
    {
        var fewest = Math.Min(reference.Rows, current.Rows);
        var (outcome, reason) =
            current.Model != reference.Model
                ? (
                    Outcome.Error,
                    $"the current profile is of model {Quoted.Value(current.Model)}, the reference of {Quoted.Value(reference.Model)}"
                )
            : current.ModelDigest is { } digest && reference.ModelDigest is { } known && digest != known
                ? (
                    Outcome.Error,
                    $"the current profile is of the model {digest}, the reference of {known}: name the version that served those requests"
                )
            : current.Rows == 0 ? (Outcome.NoData, "there are no rows to look at")
            : reference.Rows == 0 ? (Outcome.NoData, "the reference has no rows")
            : !columns.Any(c => c is { Reference: not null, Current: not null })
                ? (Outcome.Error, "no column of the reference is in the current data")
            : fewest < policy.LeastRows
                ? (
                    Outcome.Inconclusive,
                    $"{Numbers.Count(fewest)} rows {(current.Rows <= reference.Rows ? "" : "of the reference ")}are too few to tell; {Numbers.Count(policy.LeastRows)} are needed"
                )
            : (
                Outcome.Pass,
                $"{Numbers.Count(current.Rows)} rows against {Numbers.Count(reference.Rows)} of the reference"
            );
        return new RuleResult($"rows >= {policy.LeastRows}", outcome, Blocking: true, reason);
    }

    private RuleResult Judge(Condition condition)
    {
        var value = Value(condition);
        if (value is not { } measured)
        {
            return new RuleResult(
                condition.Text,
                Outcome.NoData,
                Blocking: true,
                Undefined(condition.Metric.Name),
                condition.Metric,
                null,
                Limit(condition)
            );
        }

        var holds = condition.Evaluate(measured) == ConditionResult.Holds;
        var comparison = new MetricComparison(
            condition.Metric,
            DriftMetrics.Titles.GetValueOrDefault(condition.Metric.Name, condition.Metric.Name),
            HigherIsBetter: false,
            measured,
            Champion: null,
            Difference: null
        );
        var text = new ConditionText(condition, comparison, null, condition.Threshold.Value);
        return new RuleResult(
            condition.Text,
            holds ? Outcome.Pass : Outcome.Fail,
            Blocking: true,
            holds ? text.Holds : text.MustBe((int)Math.Min(int.MaxValue, current.Rows)),
            condition.Metric,
            measured,
            Limit(condition)
        );
    }

    private string Undefined(string metric) =>
        metric switch
        {
            DriftMetrics.PredictionDrift when reference.Predictions.IsEmpty =>
                "the reference tells nothing of predictions",
            DriftMetrics.PredictionDrift when current.Predictions.IsEmpty =>
                "the current data tell nothing of predictions",
            DriftMetrics.DriftedShare => "no column has enough values to be compared",
            DriftMetrics.UnseenShare => "no column of categories can be compared",
            _ => $"{metric} is undefined here",
        };

    private double? Value(Condition condition) =>
        metrics.TryGetValue(condition.Metric.Name, out var value) && double.IsFinite(value) ? value : null;

    private static double? Limit(Condition condition) =>
        condition.Threshold.RelativeTo is null ? condition.Threshold.Value : null;
}
