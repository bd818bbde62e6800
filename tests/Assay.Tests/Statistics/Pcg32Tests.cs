using Assay.Core.Statistics;

namespace Assay.Tests.Statistics;

public sealed class Pcg32Tests
{
    [Fact]
    public void It_gives_the_numbers_that_the_authors_own_demonstration_prints()
    {
        var chance = new Pcg32(42, 54);

        uint[] numbers = [.. Enumerable.Range(0, 6).Select(_ => chance.Next())];

        numbers.ShouldBe([0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e]);
    }

    [Fact]
    public void Numbers_below_a_bound_are_all_equally_frequent()
    {
        var chance = new Pcg32(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[chance.Below(7)]++;
        }

        // Four standard deviations of a binomial count.
        counts.ShouldAllBe(count => Math.Abs(count - 10_000) < 4 * Math.Sqrt(10_000 * 6 / 7.0));
    }
}
