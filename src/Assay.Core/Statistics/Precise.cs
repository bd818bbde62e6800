namespace Assay.Core.Statistics;

/// <summary>Functions near 1 without the loss of digits (Kahan; in Goldberg 1991, theorem 4): .NET's own lose them.</summary>
internal static class Precise
{
    /// <summary>ln(1 + x).</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : x * Math.Log(sum) / (sum - 1);
    }

    /// <summary>eˣ − 1.</summary>
    public static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x
            : power == 0 ? -1
            : (power - 1) * x / Math.Log(power);
    }
}
