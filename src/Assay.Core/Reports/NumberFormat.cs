using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Core.Reports;

/// <summary>
/// How one metric's values, differences and intervals are written, so that numbers that are compared have the same
/// unit and decimals. Metrics within −1 and 1 get three decimals, others three significant digits; more where an
/// interval is narrow.
/// </summary>
/// <param name="Scale">Values are divided by this: 0.001 for milliseconds.</param>
/// <param name="Decimals">Decimals after that.</param>
/// <param name="Suffix">The unit with a space before it, or nothing.</param>
public readonly record struct NumberFormat(double Scale, int Decimals, string Suffix)
{
    private const int Most = 6;

    /// <summary>The format that fits both sides of a comparison and its interval.</summary>
    public static NumberFormat Of(MetricComparison comparison)
    {
        var size = Math.Max(Math.Abs(comparison.Challenger ?? 0), Math.Abs(comparison.Champion ?? 0));
        var format = Of(size, comparison.Unit, comparison.Bounded);
        return comparison.Difference?.Interval is { Lower: { } lower, Upper: { } upper }
            ? format.Resolving((upper - lower) / 2).WithSignOf(lower).WithSignOf(upper)
            : format;
    }

    /// <summary>The format that fits one value.</summary>
    /// <param name="value">The value, or the greatest of several, in the base unit.</param>
    /// <param name="unit">What it is measured in.</param>
    /// <param name="bounded">Whether values lie within −1 and 1.</param>
    public static NumberFormat Of(double value, Unit unit, bool bounded) =>
        unit switch
        {
            Unit.Seconds => OfSeconds(value),
            Unit.Bytes => OfBytes(value),
            _ => new NumberFormat(1, bounded ? 3 : Numbers.DecimalsFor(value, 3), ""),
        };

    /// <summary>A value, or <c>undefined</c>.</summary>
    public string Value(double? value) =>
        value is { } v && double.IsFinite(v) ? Numbers.Fixed(v / Scale, Decimals) + Suffix : Numbers.Undefined;

    /// <summary>A difference with its sign, or <c>undefined</c>.</summary>
    public string Difference(double? difference) =>
        difference is { } d && double.IsFinite(d) ? Numbers.WithSign(d / Scale, Decimals) + Suffix : Numbers.Undefined;

    /// <summary>Both bounds of an interval with their signs: <c>+0.010 to +0.026</c>; <c>undefined</c> without bounds.</summary>
    public string Range(Interval interval, string between = " to ") =>
        interval is { Lower: { } lower, Upper: { } upper }
            ? Difference(lower) + between + Difference(upper)
            : Numbers.Undefined;

    /// <summary>With more decimals where <paramref name="a"/> and <paramref name="b"/> differ but would be written alike.</summary>
    public NumberFormat TellingApart(double a, double b)
    {
        var format = this;
        while (a != b && format.Decimals < Most && format.Value(a) == format.Value(b))
        {
            format = format with { Decimals = format.Decimals + 1 };
        }

        return format;
    }

    /// <summary>With more decimals where a bound of the interval would be written like the margin that it is held against.</summary>
    public NumberFormat Separating(Difference difference, double margin)
    {
        var format = this;
        foreach (var bound in new[] { difference.Interval?.Lower, difference.Interval?.Upper })
        {
            format = bound is { } b ? format.TellingApart(Math.Abs(b), margin) : format;
        }

        return format;
    }

    internal static NumberFormat OfSeconds(double seconds)
    {
        var size = Math.Abs(seconds);
        return size is >= 1 or 0
            ? new NumberFormat(1, size >= 10 ? 0 : 1, " s")
            : new NumberFormat(1e-3, size >= 0.01 ? 0 : Numbers.DecimalsFor(seconds * 1000, 2), " ms");
    }

    internal static NumberFormat OfBytes(double bytes)
    {
        var size = Math.Abs(bytes);
        var (scale, suffix) =
            size >= 1e9 ? (1e9, " GB")
            : size >= 1e6 ? (1e6, " MB")
            : size >= 1e3 ? (1e3, " kB")
            : (1, " B");
        return new NumberFormat(scale, scale > 1 && size / scale < 10 ? 1 : 0, suffix);
    }

    // A half width of 0.0004 asks for four decimals; one that asks for more than there are is as good as none.
    private NumberFormat Resolving(double halfWidth)
    {
        var decimals = Math.Ceiling(-Math.Log10(halfWidth / Scale));
        return decimals > Decimals && decimals <= Most ? this with { Decimals = (int)decimals } : this;
    }

    // Which side of 0 a bound is on is worth two more decimals.
    private NumberFormat WithSignOf(double bound)
    {
        for (var more = 0; more <= 2; more++)
        {
            var format = this with { Decimals = Math.Min(Most, Decimals + more) };
            if (Math.Abs(bound / Scale) >= 0.5 * Math.Pow(10, -format.Decimals))
            {
                return format;
            }
        }

        return this;
    }
}
