using System.Globalization;

namespace Assay.Core.Reports;

/// <summary>Numbers as people read them, the same in every culture: a true minus sign, thousands in threes.</summary>
public static class Numbers
{
    /// <summary>What stands for a value that does not exist.</summary>
    public const string Undefined = "undefined";

    /// <summary>The minus sign, U+2212, as wide as a plus.</summary>
    public const string Minus = "−";

    /// <summary>A count: <c>2,113</c>.</summary>
    public static string Count(long count) => WithMinus(count.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>A count that is an estimate, rounded up to two digits: <c>4,600</c>.</summary>
    public static string About(long count)
    {
        var unit = (long)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(count)) - 1));
        return Count((count + unit - 1) / unit * unit);
    }

    /// <summary>A share of 1 in percent: <c>90 %</c>, with as many decimals as it has, two at most.</summary>
    public static string Percent(double share) =>
        WithMinus((share * 100).ToString("0.##", CultureInfo.InvariantCulture)) + " %";

    /// <summary>A number as it was given, without trailing zeros: <c>0.01</c>, <c>1,200</c>.</summary>
    public static string Plain(double value) =>
        WithMinus(value.ToString("#,0.##########", CultureInfo.InvariantCulture));

    /// <summary>A fixed number of decimals: <c>0.846</c>, <c>−1,200.5</c>. Zero has no sign.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? Undefined
                : value > 0 ? "∞"
                : Minus + "∞";
        }

        var text = value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text.TrimStart('-') : WithMinus(text);
    }

    /// <summary>As <see cref="Fixed"/>, with a plus before what is above 0: <c>+0.018</c>, <c>−0.004</c>, <c>0.000</c>.</summary>
    public static string WithSign(double value, int decimals)
    {
        var text = Fixed(value, decimals);
        return value > 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "+" + text : text;
    }

    /// <summary>Elapsed or lasting time in the unit that fits: <c>0.9 ms</c>, <c>11 s</c>.</summary>
    public static string Seconds(double seconds) => NumberFormat.OfSeconds(seconds).Value(seconds);

    /// <summary>Bytes in the unit that fits, powers of 1,000: <c>1.4 MB</c>.</summary>
    public static string Bytes(double bytes) => NumberFormat.OfBytes(bytes).Value(bytes);

    /// <summary>Decimals that show <paramref name="digits"/> significant digits of <paramref name="value"/>, 0 to 6.</summary>
    internal static int DecimalsFor(double value, int digits) =>
        value == 0 || !double.IsFinite(value)
            ? digits - 1
            : Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);

    private static string WithMinus(string text) => text.Replace("-", Minus, StringComparison.Ordinal);
}
