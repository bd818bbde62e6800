using MathNet.Numerics;

namespace Assay.Core.Statistics;

/// <summary>Fisher's exact test of a table of two rows and two columns (Fisher 1934): p-values by the hypergeometric distribution.</summary>
public static class FisherExact
{
    // Tables as likely as the one seen count too, also where rounding says otherwise.
    private const double Slack = 1 + 1e-7;

    /// <summary>The p-values of [[a, b], [c, d]].</summary>
    /// <returns>Of tables no more likely; of a or fewer in the first cell; of a or more.</returns>
    public static (double TwoSided, double Less, double Greater) Of(int a, int b, int c, int d)
    {
        var (first, second, column) = (a + b, c + d, a + c);
        var (least, most) = (Math.Max(0, column - second), Math.Min(first, column));
        var seen = Chance(a);
        double equal = 0;
        double less = 0;
        double greater = 0;
        for (var x = least; x <= most; x++)
        {
            var chance = Chance(x);
            equal += chance <= seen * Slack ? chance : 0;
            less += x <= a ? chance : 0;
            greater += x >= a ? chance : 0;
        }

        return (Math.Min(1, equal), Math.Min(1, less), Math.Min(1, greater));

        double Chance(int x) =>
            Math.Exp(
                SpecialFunctions.BinomialLn(first, x)
                    + SpecialFunctions.BinomialLn(second, column - x)
                    - SpecialFunctions.BinomialLn(first + second, column)
            );
    }
}
