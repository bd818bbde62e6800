using System.Globalization;

namespace Assay.Data;

/// <summary>A number as text: what ids and labels are, which nobody computes with.</summary>
internal static class NumberText
{
    /// <summary>The shortest text that reads back as the same number, or null for NaN.</summary>
    internal static string? Of(double number) =>
        double.IsNaN(number) ? null : number.ToString("R", CultureInfo.InvariantCulture);
}
