using Assay.Core.Reports.Charts;
using CsCheck;

namespace Assay.Tests.Reports.Charts;

public sealed class PointThinningTests
{
    private static readonly Gen<ChartPoint[]> Curves = Gen.Double[-100, 100]
        .Array[0, 3000]
        .Select(ys => ys.Select((y, x) => new ChartPoint(x, y)).ToArray());

    [Fact]
    public void A_thinned_curve_keeps_its_ends_its_order_and_only_points_of_its_own() =>
        Curves.Sample(points =>
        {
            var thinned = PointThinning.Thin(points, 100);
            thinned.Length.ShouldBe(Math.Min(points.Length, 100));
            thinned.ShouldBe(thinned.OrderBy(p => p.X));
            thinned.ShouldBeSubsetOf(points);
            if (points.Length > 0)
            {
                (thinned[0], thinned[^1]).ShouldBe((points[0], points[^1]));
            }
        });

    [Fact]
    public void A_single_peak_among_a_million_points_is_kept()
    {
        var points = new ChartPoint[1_000_000];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new ChartPoint(i, i == 654_321 ? 1 : 0);
        }

        PointThinning.Thin(points).ShouldContain(new ChartPoint(654_321, 1));
    }
}
