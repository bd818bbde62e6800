using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Tests.Metrics;

public sealed class OwnMetricTests
{
    private static readonly LabelledScores Rows = new(
        TaskKind.Binary,
        ["0", "1"],
        [1, 1, 0, 0, 1],
        [0.9, 0.2, 0.8, 0.1, 0.7]
    );

    private static readonly double[] Amount = [10, 20, 30, 40, double.NaN];

    [Theory]
    [InlineData("sum(amount where tp)", 10.0)]
    [InlineData("sum(amount where fn)", 20.0)]
    [InlineData("mean(amount where fp)", 30.0)]
    [InlineData("count(amount where tn)", 1.0)]
    [InlineData("sum(amount)", 100.0)]
    [InlineData("mean(amount)", 25.0)]
    public void A_column_is_aggregated_over_the_answers_of_one_kind_without_missing_values(string written, double value)
    {
        ColumnAggregateParser.TryParse(written, out var aggregate, out _).ShouldBeTrue();

        OwnMetric
            .Of("blocked_value", aggregate!, Amount, true)
            .Compute(Rows, new MetricReference("blocked_value", []))
            .ShouldBe(value);
    }
}
