using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assay.Core.Runs;

namespace Assay.Core.Drift;

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    Number,
    Category,
}

/// <summary>A profile as its document holds it.</summary>
internal sealed record ProfileFields(
    int Schema,
    string Model,
    long Rows,
    ImmutableArray<ColumnFields> Columns,
    ImmutableArray<ColumnFields> Predictions
)
{
    public Sha256Digest? ModelDigest { get; init; }
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A column as the document holds it.</summary>
internal sealed record ColumnFields(string Name, ColumnKind Kind, long Count, long Missing)
{
    public long? Infinite { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }
    public double? Mean { get; init; }
    public double? Variance { get; init; }
    public SketchFields? Sketch { get; init; }
    public Dictionary<string, long>? Values { get; init; }
    public long? Other { get; init; }
}

/// <summary>A sketch as the document holds it: values with counts, or levels.</summary>
internal sealed record SketchFields(ulong Seed, ulong Compactions)
{
    private const int MostLevels = 62;

    public double[]? Values { get; init; }
    public long[]? Counts { get; init; }
    public double[][]? Levels { get; init; }

    public static SketchFields Of(SketchState state) =>
        state.Levels is { } levels
            ? new SketchFields(state.Seed, state.Compactions) { Levels = levels }
            : new SketchFields(state.Seed, state.Compactions) { Values = state.Values, Counts = state.Counts };

    /// <exception cref="FormatException">when it is none.</exception>
    public SketchState ToState()
    {
        if (Levels is { } levels)
        {
            return
                levels.Length is > 0 and <= MostLevels
                && Array.TrueForAll(levels, l => l is not null && Array.TrueForAll(l, double.IsFinite))
                ? new SketchState(Seed, Compactions, [], [], levels)
                : throw new FormatException(
                    $"the profile is not one: a sketch has 1 to {MostLevels} levels of numbers"
                );
        }

        return
            Values is { Length: <= QuantileSketch.Size } values
            && Counts is { } counts
            && counts.Length == values.Length
            && Array.TrueForAll(values, double.IsFinite)
            && Array.TrueForAll(counts, c => c > 0)
            && !values.Zip(values.Skip(1), (a, b) => a < b).Contains(false)
            ? new SketchState(Seed, Compactions, values, counts, null)
            : throw new FormatException(
                "the profile is not one: a sketch has ascending values with a count each, or levels"
            );
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(Sha256DigestConverter), typeof(TimeConverter), typeof(EnumConverter<ColumnKind>)]
)]
[JsonSerializable(typeof(ProfileFields))]
internal sealed partial class ProfileJson : JsonSerializerContext;
