using Assay.Core.Statistics;

namespace Assay.Tests.Statistics;

public sealed class KolmogorovDistributionTests
{
    // scipy.stats.kstwo.sf(d, n) of SciPy 1.10.1, a row for each way of computing it.
    [Theory]
    [InlineData(1, 0.55, 0.9)]
    [InlineData(5, 0.2, 0.9616)]
    [InlineData(20, 0.1341640786499874, 0.8184093562059918)]
    [InlineData(140, 0.10987005311470777, 0.06303472003208903)]
    [InlineData(200, 0.035355339059327376, 0.9563606607042097)]
    [InlineData(1000, 0.09486832980505139, 2.7683606440184413e-08)]
    [InlineData(5000, 0.011313708498984762, 0.5403324616290442)]
    [InlineData(20000, 0.0148492424049175, 0.00029248792436762164)]
    [InlineData(500000, 0.0021213203435596424, 0.022186538792686582)]
    [InlineData(500000, 0.00848528137423857, 1.0687695518895758e-31)]
    public void The_tail_is_that_of_SciPy(long rows, double d, double p) =>
        KolmogorovDistribution.Survival(rows, d).ShouldBe(p, (2e-6 * p) + 1e-10);

    [Fact]
    public void The_tail_never_rises_with_the_distance()
    {
        foreach (var rows in new[] { 1L, 3, 10, 139, 140, 141, 2000, 2001, 20_000, 20_001, 1_000_000 })
        {
            double before = 1;
            for (var z = 0.05; z < 8; z += 0.05)
            {
                var p = KolmogorovDistribution.Survival(rows, Math.Min(1, z / Math.Sqrt(rows)));
                p.ShouldBeInRange(0, before + 1e-5);
                before = p;
            }
        }
    }
}
