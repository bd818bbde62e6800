using MathNet.Numerics;

namespace Assay.Core.Statistics;

/// <summary>Quantiles of the beta distribution, by bisection of the regularised incomplete beta function to full precision.</summary>
internal static class BetaQuantile
{
    public static double Of(double a, double b, double p)
    {
        double low = 0;
        double high = 1;
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            if (SpecialFunctions.BetaRegularized(a, b, middle) < p)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }
}
