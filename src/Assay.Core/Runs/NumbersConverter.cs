using System.Globalization;
using System.Text.Json;

namespace Assay.Core.Runs;

/// <summary>Numbers by name; what JSON has no number for is <c>"NaN"</c>, <c>"Infinity"</c> or <c>"-Infinity"</c>.</summary>
internal sealed class NumbersConverter : SortedMapConverter<double>
{
    protected override double ReadValue(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.String => reader.GetString() switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                var text => throw new JsonException($"'{text}' is not a number"),
            },
            _ => throw new JsonException("expected a number"),
        };

    protected override void WriteValue(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
