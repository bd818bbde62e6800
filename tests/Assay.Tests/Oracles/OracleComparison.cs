using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Assay.Tests.Oracles;

/// <summary>Compares an answer with what is expected, as the cases' own rule says: |got − expected| ≤ abs + rel · |expected|.</summary>
internal static class OracleComparison
{
    /// <summary>What differs, each with its path; nothing when all agrees.</summary>
    public static IEnumerable<string> Differences(string path, JsonElement expected, object? got, OracleCase oracle)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var fields = got as IReadOnlyDictionary<string, object?>;
                return expected
                    .EnumerateObject()
                    .SelectMany(p =>
                        fields?.TryGetValue(p.Name, out var field) == true
                            ? Differences($"{path}.{p.Name}", p.Value, field, oracle)
                            : [$"{path}.{p.Name} is missing"]
                    );
            case JsonValueKind.Array:
                object?[] items = got is IEnumerable sequence and not string ? [.. sequence.Cast<object?>()] : [];
                return items.Length == expected.GetArrayLength()
                    ? expected.EnumerateArray().SelectMany((e, i) => Differences($"{path}[{i}]", e, items[i], oracle))
                    : [$"{path}: {items.Length} values, expected {expected.GetArrayLength()}"];
            default:
                return Agrees(expected, got, oracle)
                    ? []
                    :
                    [
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{path}: got {got ?? "undefined"}, expected {expected}"
                        ),
                    ];
        }
    }

    private static bool Agrees(JsonElement expected, object? got, OracleCase oracle) =>
        expected.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => got is bool flag && flag == expected.GetBoolean(),
            JsonValueKind.Number => IsNear(Value(got), expected.GetDouble(), oracle),
            JsonValueKind.Null => Value(got) is double.NaN,
            _ => expected.GetString() switch
            {
                "undefined" => got is null or double.NaN,
                "inf" => Value(got) == double.PositiveInfinity,
                "-inf" => Value(got) == double.NegativeInfinity,
                var text => got as string == text,
            },
        };

    private static bool IsNear(double got, double expected, OracleCase oracle) =>
        Math.Abs(got - expected) <= oracle.Absolute + (oracle.Relative * Math.Abs(expected));

    private static double Value(object? got) =>
        got switch
        {
            null => double.NaN,
            double value => value,
            IConvertible value and not string => value.ToDouble(CultureInfo.InvariantCulture),
            _ => double.NaN,
        };
}
