using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Gates;
using Assay.Core.Runs;

namespace Assay.Core.Serving;

/// <summary>
/// What a model server knows of its model beside the model file: <c>model.json</c>, which <c>build-model-image</c> writes
/// from the ONNX file and the run. The server itself reads no metadata of the model.
/// </summary>
public sealed record ServedModel
{
    /// <summary>The version of the document's shape.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The document's name, beside the model file.</summary>
    public const string FileName = "model.json";

    /// <summary>The version of this document's shape.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The model's name in assay.yml.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, <c>v1.4.0</c>; of a run that is no version yet, the run's id.</summary>
    public required string Version { get; init; }

    /// <summary>What it predicts.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>The run that made it.</summary>
    public required RunId Run { get; init; }

    /// <summary>The commit that was trained, if known.</summary>
    public string? CodeCommit { get; init; }

    /// <summary>The model file, relative to the document.</summary>
    public required string File { get; init; }

    /// <summary>Its digest, checked when it is loaded.</summary>
    public required Sha256Digest Digest { get; init; }

    /// <summary>The key of a row that names it: taken, answered back, and given to no input. Null when rows have none.</summary>
    public string? Id { get; init; }

    /// <summary>The columns of a request's rows, in the order of the matrix or of the inputs.</summary>
    public required ImmutableArray<ServedColumn> Columns { get; init; }

    /// <summary>The model's inputs, which take these columns.</summary>
    public required ImmutableArray<ServedInput> Inputs { get; init; }

    /// <summary>The model's output that holds the answers.</summary>
    public required ServedOutput Output { get; init; }

    /// <summary>Classes in the order of the scores; empty for a regression.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>The class whose probability a binary model's one score is.</summary>
    public string? Positive { get; init; }

    /// <summary>Writes the document, indented, with a line feed at its end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ServedModelJson.Default.ServedModel) + "\n";

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">when it is none, or of a later shape.</exception>
    public static ServedModel Parse(string json)
    {
        var model = JsonSerializer.Deserialize(json, ServedModelJson.Default.ServedModel);
        // The generated reader leaves an array that is missing unmade, whatever its default is.
        return model is { Schema: CurrentSchema }
            ? model.Classes.IsDefault
                ? model with
                {
                    Classes = [],
                }
                : model
            : throw new JsonException($"{FileName} has schema {model?.Schema}; this server reads {CurrentSchema}");
    }
}

/// <summary>What a column holds.</summary>
public enum ColumnType
{
    /// <summary>Any finite number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary><c>true</c> or <c>false</c>, also as 1 and 0.</summary>
    Boolean,

    /// <summary>Text.</summary>
    Text,
}

/// <summary>A column of a request's rows.</summary>
/// <param name="Name">The key of a row.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Missing">Whether null or a missing key will do.</param>
/// <param name="Categories">The values that the model learned, or null; another one is counted, not refused.</param>
/// <param name="Least">The least number that is taken, or null.</param>
/// <param name="Greatest">The greatest number that is taken, or null.</param>
public sealed record ServedColumn(
    string Name,
    ColumnType Type,
    bool Missing,
    ImmutableArray<string>? Categories = null,
    double? Least = null,
    double? Greatest = null
);

/// <summary>An input's element type.</summary>
public enum InputElement
{
    /// <summary>32-bit floating point; a missing number is NaN.</summary>
    Float,

    /// <summary>64-bit floating point; a missing number is NaN.</summary>
    Double,

    /// <summary>64-bit integer.</summary>
    Int64,

    /// <summary>32-bit integer.</summary>
    Int32,

    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Text; a missing one is empty.</summary>
    String,
}

/// <summary>An input of the model.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Element">Its element type.</param>
/// <param name="IsFlat">Whether its shape is [N] rather than [N, columns].</param>
/// <param name="Columns">The columns that it takes, side by side, as positions in <see cref="ServedModel.Columns"/>.</param>
public sealed record ServedInput(string Name, InputElement Element, bool IsFlat, ImmutableArray<int> Columns);

/// <summary>How answers are read.</summary>
public enum OutputKind
{
    /// <summary>A tensor of floats: one score a row, or one a class.</summary>
    Scores,

    /// <summary>A sequence of maps from class to score, as ZipMap makes it.</summary>
    Maps,

    /// <summary>A tensor of labels.</summary>
    Labels,
}

/// <summary>The output of the model that holds its answers.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Kind">How it is read.</param>
public sealed record ServedOutput(string Name, OutputKind Kind);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    Converters = [
        typeof(RunIdConverter),
        typeof(Sha256DigestConverter),
        typeof(EnumConverter<TaskKind>),
        typeof(EnumConverter<ColumnType>),
        typeof(EnumConverter<InputElement>),
        typeof(EnumConverter<OutputKind>),
    ]
)]
[JsonSerializable(typeof(ServedModel))]
internal sealed partial class ServedModelJson : JsonSerializerContext;
