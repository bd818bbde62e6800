using System.Text.Json.Nodes;

namespace Assay.Settings.Shapes;

/// <summary>A range as a check, as words and as a schema.</summary>
internal static class Bounds
{
    public static bool Contains(RangeAttribute? range, double number) =>
        range is null
        || (
            range.Open
                ? number > range.Minimum && number < range.Maximum
                : number >= range.Minimum && number <= range.Maximum
        );

    public static string Text(RangeAttribute? range, Func<double, string> write) =>
        range switch
        {
            null => "",
            { Open: true, Maximum: double.PositiveInfinity } => $" above {write(range.Minimum)}",
            { Open: true } => $" above {write(range.Minimum)} and below {write(range.Maximum)}",
            { Maximum: double.PositiveInfinity } => $" of at least {write(range.Minimum)}",
            _ => $" from {write(range.Minimum)} to {write(range.Maximum)}",
        };

    public static void Describe(RangeAttribute? range, JsonObject schema)
    {
        if (range is null)
        {
            return;
        }

        schema[range.Open ? "exclusiveMinimum" : "minimum"] = range.Minimum;
        if (double.IsFinite(range.Maximum))
        {
            schema[range.Open ? "exclusiveMaximum" : "maximum"] = range.Maximum;
        }
    }
}
