using Assay.Core.Reports.TextCharts;
using CsCheck;

namespace Assay.Tests.Reports.TextCharts;

public sealed class TextChartTests
{
    [Theory]
    [InlineData(1.0, "    │████")]
    [InlineData(0.5, "    │██  ")]
    [InlineData(-0.375, "  ▐█│    ")]
    [InlineData(0.001, "    │▌   ")]
    [InlineData(-9.0, "████│    ")]
    [InlineData(0.0, "    │    ")]
    [InlineData(double.NaN, "    │    ")]
    public void A_bar_goes_to_the_side_and_as_far_as_its_value(double value, string bar) =>
        SignedBar.Of(value, scale: 1, half: 4).ShouldBe(bar);

    [Theory]
    [InlineData(new[] { 0.0, 1, 2, 3, 4, 5, 6, 7 }, "▁▂▃▄▅▆▇█")]
    [InlineData(new[] { 5.0, 5, 5 }, "▄▄▄")]
    [InlineData(new[] { 1.0, double.NaN, 2 }, "▁ █")]
    [InlineData(new double[0], "")]
    [InlineData(new[] { double.MinValue, double.MaxValue }, "▁█")]
    public void A_sparkline_has_a_block_for_each_value(double[] values, string line) =>
        Sparkline.Of(values).ShouldBe(line);

    [Fact]
    public void An_interval_stands_beside_the_line_of_no_difference_and_the_margin()
    {
        var bar = new IntervalBar(Scale: 0.03, Half: 9);

        bar.Draw(0.018, 0.010, 0.026, -0.01).ShouldBe("      ┊  │  ├─●──┤ ");
        bar.Draw(-0.004, -0.013, 0.005, -0.01).ShouldBe("     ├──●┼─┤       ");
        bar.Draw(0.018, null, null).ShouldBe("         │    ●    ");
        bar.Draw(null, null, null, -0.01).ShouldBe("      ┊  │         ");
        bar.Draw(0, 0, 0).ShouldBe("         ●         ");
        bar.Draw(0.02, -0.05, 0.09).ShouldBe("‹────────┼─────●──›");
    }

    [Fact]
    public void Every_bar_has_the_width_that_was_asked_for() =>
        Gen.Select(Gen.Double, Gen.Double, Gen.Double, Gen.Int[1, 20])
            .Sample(
                (value, lower, upper, half) =>
                {
                    SignedBar.Of(value, Math.Abs(upper), half).Length.ShouldBe((2 * half) + 1);
                    new IntervalBar(1, half).Draw(value, lower, upper, lower, upper).Length.ShouldBe((2 * half) + 1);
                }
            );
}
