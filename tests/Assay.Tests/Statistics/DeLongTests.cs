using Assay.Core.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public sealed class DeLongTests
{
    // Scores of one digit, so that ties are common.
    private static readonly Gen<(double[] Labels, double[] Champion, double[] Challenger)> Rows = Gen.Select(
            Gen.Int[0, 1],
            Gen.Int[0, 9],
            Gen.Int[0, 9]
        )
        .Array[4, 40]
        .Select(rows =>
            (
                rows.Select(r => (double)r.Item1).ToArray(),
                rows.Select(r => (double)r.Item2).ToArray(),
                rows.Select(r => (double)r.Item3).ToArray()
            )
        )
        .Where(rows => rows.Item1.Sum() >= 2 && rows.Item1.Length - rows.Item1.Sum() >= 2);

    [Fact]
    public void Midranks_give_what_comparing_every_pair_gives() =>
        Rows.Sample(rows =>
        {
            var found = DeLong.Of(rows.Labels, rows.Champion, rows.Challenger)!;
            var (champion, challenger) = (Kernel(rows.Labels, rows.Champion), Kernel(rows.Labels, rows.Challenger));

            found.Champion.ShouldBe(champion.Average(row => row.Average()), 1e-12);
            found.Challenger.ShouldBe(challenger.Average(row => row.Average()), 1e-12);
            found.ChampionVariance!.Value.ShouldBe(Covariance(champion, champion), 1e-12);
            found.Covariance!.Value.ShouldBe(Covariance(champion, challenger), 1e-12);
            found.DifferenceVariance!.Value.ShouldBe(
                Covariance(champion, champion)
                    + Covariance(challenger, challenger)
                    - (2 * Covariance(champion, challenger)),
                1e-12
            );
        });

    [Fact]
    public void Swapping_the_sides_negates_the_difference_and_keeps_its_variance() =>
        Rows.Sample(rows =>
        {
            var one = DeLong.Of(rows.Labels, rows.Champion, rows.Challenger)!;
            var other = DeLong.Of(rows.Labels, rows.Challenger, rows.Champion)!;

            other.Difference.ShouldBe(-one.Difference, 1e-15);
            other.DifferenceVariance!.Value.ShouldBe(one.DifferenceVariance!.Value, 1e-15);
        });

    [Fact]
    public void Only_the_order_of_scores_counts() =>
        Rows.Sample(rows =>
        {
            var stretched = DeLong.Of(rows.Labels, [.. rows.Champion.Select(Math.Exp)], rows.Challenger)!;

            stretched.ShouldBe(DeLong.Of(rows.Labels, rows.Champion, rows.Challenger));
            DeLong.Of(rows.Labels, rows.Champion, [.. rows.Champion.Select(Math.Exp)])!.SameRanking.ShouldBeTrue();
        });

    // One row a positive, one column a negative: 1 in order, ½ tied, 0 out of order.
    private static double[][] Kernel(double[] labels, double[] scores) =>
        [
            .. OfLabel(labels, scores, 1)
                .Select(p =>
                    OfLabel(labels, scores, 0)
                        .Select(n =>
                            p > n ? 1
                            : p == n ? 0.5
                            : 0
                        )
                        .ToArray()
                ),
        ];

    private static IEnumerable<double> OfLabel(double[] labels, double[] scores, double label) =>
        scores.Where((_, row) => labels[row] == label);

    private static double Covariance(double[][] a, double[][] b)
    {
        double[] Columns(double[][] kernel) =>
            [.. Enumerable.Range(0, kernel[0].Length).Select(n => kernel.Average(row => row[n]))];

        return (Sample([.. a.Select(r => r.Average())], [.. b.Select(r => r.Average())]) / a.Length)
            + (Sample(Columns(a), Columns(b)) / a[0].Length);
    }

    private static double Sample(double[] x, double[] y) =>
        x.Zip(y, (p, q) => (p - x.Average()) * (q - y.Average())).Sum() / (x.Length - 1);
}
