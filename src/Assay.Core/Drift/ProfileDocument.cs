using System.Text.Json;
using Assay.Core.Runs;

namespace Assay.Core.Drift;

/// <summary>A profile ↔ JSON, as runs keep it and model servers answer it; <c>docs/json.md</c> says what stands in it.</summary>
public static class ProfileDocument
{
    /// <summary>The version of the format that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    /// <summary>UTF-8, on one line, with a line feed at its end.</summary>
    public static byte[] Write(Profile profile)
    {
        var fields = new ProfileFields(
            Schema,
            profile.Model,
            profile.Rows,
            [.. profile.Columns.Select(Fields)],
            [.. profile.Predictions.Select(Fields)]
        )
        {
            ModelDigest = profile.ModelDigest,
            Since = profile.Since,
            Until = profile.Until,
        };
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, fields, ProfileJson.Default.ProfileFields);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Whether a file of JSON is meant to be one, rather than rows.</summary>
    public static bool IsOne(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return JsonElement.TryParseValue(ref reader, out var root)
                && root is { ValueKind: JsonValueKind.Object } document
                && document.TryGetProperty("schema", out _)
                && document.TryGetProperty("columns", out var columns)
                && columns.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads the document; unknown keys are ignored.</summary>
    /// <exception cref="FormatException">when it is none, of a newer schema, or its figures contradict one another.</exception>
    public static Profile Read(ReadOnlySpan<byte> json)
    {
        try
        {
            SchemaOfDocument.Require("the profile", json, Schema);
            var fields =
                JsonSerializer.Deserialize(json, ProfileJson.Default.ProfileFields)
                ?? throw new FormatException("the profile is null");
            var profile = new Profile(
                fields.Model,
                fields.ModelDigest,
                [.. fields.Columns.Select(Column)],
                [.. fields.Predictions.Select(Column)]
            )
            {
                Since = fields.Since,
                Until = fields.Until,
            };
            profile.AddRows(NotNegative(fields.Rows, "rows"));
            return profile;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or OverflowException)
        {
            throw new FormatException($"the profile is not one: {e.Message}", e);
        }
    }

    private static ColumnFields Fields(ColumnProfile column) =>
        column is NumberProfile numbers
            ? new ColumnFields(column.Name, ColumnKind.Number, column.Count, column.Missing)
            {
                Infinite = numbers.Infinite,
                Min = numbers.Min,
                Max = numbers.Max,
                Mean = Finite(numbers.Mean),
                Variance = Finite(numbers.Variance),
                Sketch = SketchFields.Of(numbers.Sketch.ToState()),
            }
            : new ColumnFields(column.Name, ColumnKind.Category, column.Count, column.Missing)
            {
                Values = ((CategoryProfile)column).Counts.ToDictionary(c => c.Key, c => c.Value),
                Other = ((CategoryProfile)column).Other,
            };

    private static ColumnProfile Column(ColumnFields? fields)
    {
        if (fields is null)
        {
            throw new FormatException("the profile is not one: a column is null");
        }

        var missing = NotNegative(fields.Missing, "missing");
        var column =
            fields.Kind == ColumnKind.Number
                ? (ColumnProfile)
                    new NumberProfile(
                        fields.Name,
                        missing,
                        NotNegative(fields.Infinite ?? 0, "infinite"),
                        MomentsOf(fields),
                        (fields.Sketch ?? throw Contradiction(fields, "has no sketch")).ToState()
                    )
                : new CategoryProfile(
                    fields.Name,
                    missing,
                    (fields.Values ?? throw Contradiction(fields, "has no values")).Select(v =>
                        KeyValuePair.Create(v.Key, NotNegative(v.Value, "values"))
                    ),
                    NotNegative(fields.Other ?? 0, "other")
                );
        var held = column is NumberProfile numbers ? numbers.Sketch.Count : column.Count;
        return held == fields.Count
            ? column
            : throw Contradiction(fields, $"has a count of {fields.Count}, and what it holds adds up to {held}");
    }

    private static Moments MomentsOf(ColumnFields fields) =>
        NotNegative(fields.Count, "count") == 0
            ? Moments.None
            : new Moments(
                fields.Count,
                fields.Mean ?? double.NaN,
                fields.Count == 1 ? 0 : (fields.Variance ?? double.NaN) * (fields.Count - 1),
                fields.Min ?? throw Contradiction(fields, "has no min"),
                fields.Max ?? throw Contradiction(fields, "has no max")
            );

    private static long NotNegative(long value, string key) =>
        value >= 0 ? value : throw new FormatException($"the profile is not one: {key} is {value}");

    // What JSON has no number for is left out.
    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private static FormatException Contradiction(ColumnFields fields, string what) =>
        new($"the profile is not one: column '{fields.Name}' {what}");
}
