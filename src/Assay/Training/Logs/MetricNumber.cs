using System.Globalization;

namespace Assay.Training.Logs;

/// <summary>Numbers as training code writes them: JSON's, Python's and YAML's words for what is no number, truth as 1 or 0.</summary>
internal static class MetricNumber
{
    /// <summary>The number, or null when the text is none. <c>null</c> is NaN, as data frames write it.</summary>
    public static double? TryParse(string text) =>
        text.Trim().ToLowerInvariant() switch
        {
            "nan" or ".nan" or "null" or "none" or "~" => double.NaN,
            "inf" or ".inf" or "+inf" or "+.inf" or "infinity" => double.PositiveInfinity,
            "-inf" or "-.inf" or "-infinity" => double.NegativeInfinity,
            "true" => 1,
            "false" => 0,
            var number => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : null,
        };
}
