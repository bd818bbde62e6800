using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Assay.Toolkit;

namespace Assay.Models;

/// <summary>What an ONNX model says of itself beyond its types, in its metadata; <c>docs/onnx.md</c> describes it.</summary>
internal sealed record ModelSignature
{
    /// <summary>Metadata key of the whole signature, as JSON.</summary>
    internal const string SignatureKey = "assay.signature";

    /// <summary>Metadata key of the columns of a single [N, F] input: a JSON list, or names with commas.</summary>
    internal const string FeaturesKey = "assay.features";

    /// <summary>Metadata key of the classes in the order of the scores: a JSON list, or names with commas.</summary>
    internal const string ClassesKey = "assay.classes";

    /// <summary>Inputs that say more than their type.</summary>
    public ImmutableArray<SignatureInput> Inputs { get; init; } = [];

    /// <summary>Columns of a single [N, F] input in order; empty when not said.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <summary>Classes in the order of the scores; empty when not said.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    internal SignatureInput? Find(string input) => Inputs.FirstOrDefault(i => i.Name == input);

    /// <summary>Reads the metadata of the model <paramref name="shown"/>.</summary>
    /// <exception cref="InputError">when it is not the JSON it should be.</exception>
    internal static ModelSignature Of(string shown, IReadOnlyDictionary<string, string> metadata)
    {
        var signature = metadata.TryGetValue(SignatureKey, out var json)
            ? Parse(shown, SignatureKey, json, SignatureJson.Default.ModelSignature)
            : new ModelSignature();
        return signature with
        {
            Features = List(shown, metadata, FeaturesKey) ?? signature.Features,
            Classes = List(shown, metadata, ClassesKey) ?? signature.Classes,
        };
    }

    private static ImmutableArray<string>? List(
        string shown,
        IReadOnlyDictionary<string, string> metadata,
        string key
    ) =>
        metadata.TryGetValue(key, out var text)
            ? text.TrimStart().StartsWith('[')
                ? Parse(shown, key, text, SignatureJson.Default.ImmutableArrayString)
                : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : null;

    private static T Parse<T>(string shown, string key, string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new InputError(
                $"the model's metadata '{key}' is not the JSON that docs/onnx.md describes ({e.Path ?? "$"}); mend it where the model is written",
                new SourceLocation(shown)
            );
        }
    }
}

/// <summary>What a signature says of one input.</summary>
/// <param name="Name">The input's name, which is also the column's.</param>
/// <param name="Missing">Whether a value may be missing; null leaves it to the type: yes for floats and text, no for integers.</param>
/// <param name="Categories">Values that the model knows, or null for any.</param>
/// <param name="Min">The least number that a server takes, or null.</param>
/// <param name="Max">The greatest number that a server takes, or null.</param>
internal sealed record SignatureInput(
    string Name,
    bool? Missing = null,
    ImmutableArray<string>? Categories = null,
    double? Min = null,
    double? Max = null
);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ModelSignature))]
[JsonSerializable(typeof(ImmutableArray<string>))]
internal sealed partial class SignatureJson : JsonSerializerContext;
