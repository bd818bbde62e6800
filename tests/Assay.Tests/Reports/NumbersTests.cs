using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Reports;

namespace Assay.Tests.Reports;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(2113, "2,113")]
    [InlineData(-1234567, "−1,234,567")]
    public void A_count_has_thousands_in_threes(long count, string text) => Numbers.Count(count).ShouldBe(text);

    [Theory]
    [InlineData(-0.0041, 3, "−0.004")]
    [InlineData(0.018, 3, "+0.018")]
    [InlineData(-0.0004, 3, "0.000")]
    [InlineData(0, 2, "0.00")]
    [InlineData(double.NegativeInfinity, 2, "−∞")]
    public void A_difference_has_a_sign_unless_it_rounds_to_zero(double value, int decimals, string text) =>
        Numbers.WithSign(value, decimals).ShouldBe(text);

    [Theory]
    [InlineData(0.9, "90 %")]
    [InlineData(0.985, "98.5 %")]
    public void A_share_is_a_percentage_with_a_space(double share, string text) =>
        Numbers.Percent(share).ShouldBe(text);

    [Theory]
    [InlineData(0.0009, "0.90 ms")]
    [InlineData(0.0121, "12 ms")]
    [InlineData(11.2, "11 s")]
    public void A_time_has_the_unit_that_fits(double seconds, string text) => Numbers.Seconds(seconds).ShouldBe(text);

    [Theory]
    [InlineData(1_440_000, "1.4 MB")]
    [InlineData(512, "512 B")]
    public void A_size_has_the_unit_that_fits(double bytes, string text) => Numbers.Bytes(bytes).ShouldBe(text);

    [Fact]
    public void Metrics_between_minus_one_and_one_have_three_decimals_and_others_three_digits()
    {
        NumberFormat.Of(0.84567, Unit.None, bounded: true).Value(0.84567).ShouldBe("0.846");
        NumberFormat.Of(3119.6, Unit.None, bounded: false).Value(3119.6).ShouldBe("3,120");
        NumberFormat.Of(0.0123456, Unit.None, bounded: false).Value(0.0123456).ShouldBe("0.0123");
    }

    [Fact]
    public void A_narrow_interval_is_written_with_more_decimals()
    {
        var interval = new Interval(0.00031, 0.00089, 0.9, "DeLong");
        var comparison = new MetricComparison(
            new MetricReference("roc_auc", []),
            "ROC-AUC",
            true,
            0.9,
            0.8994,
            new Difference(0.0006, interval),
            Bounded: true
        );

        NumberFormat.Of(comparison).Range(interval).ShouldBe("+0.0003 to +0.0009");
    }

    [Theory]
    [InlineData(-0.0972, -0.0031, "−0.097 to −0.003")]
    [InlineData(-0.0972, 0, "−0.10 to 0.00")]
    [InlineData(-0.0000000002, 0.0000000003, "0.00 to 0.00")]
    public void The_side_of_zero_that_a_bound_is_on_can_be_seen(double lower, double upper, string text)
    {
        var interval = new Interval(lower, upper, 0.9, "paired bootstrap");
        var difference = new Difference((lower + upper) / 2, interval);
        var comparison = new MetricComparison(
            new MetricReference("log_loss", []),
            "log loss",
            false,
            1.08,
            1.13,
            difference
        );

        NumberFormat.Of(comparison).Range(interval).ShouldBe(text);
    }

    [Fact]
    public void Numbers_that_differ_are_not_written_alike()
    {
        var format = NumberFormat.Of(0.7996, Unit.None, bounded: true).TellingApart(0.7996, 0.8);

        format.Value(0.7996).ShouldBe("0.7996");
        format.Value(0.8).ShouldBe("0.8000");
    }

    [Fact]
    public void What_does_not_exist_is_undefined() =>
        NumberFormat.Of(0, Unit.None, bounded: true).Value(null).ShouldBe("undefined");
}
