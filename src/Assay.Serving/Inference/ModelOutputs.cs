using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Names;
using Assay.Core.Serving;
using Assay.Serving.Models;
using Assay.Serving.Server;

namespace Assay.Serving.Inference;

/// <summary>
/// The outputs as the Open Inference Protocol has them: the model's own, and <c>label</c>, the class that the scores speak for.
/// </summary>
/// <param name="model">What model.json says.</param>
/// <param name="shape">What the model is known to answer.</param>
internal sealed class ModelOutputs(ServedModel model, AnswerShape shape)
{
    private const string Label = "label";
    private readonly ClassChoice _choice = new(model);

    private bool IsScores => model.Output.Kind != OutputKind.Labels;

    private bool HasLabel =>
        IsScores
        && !model.Classes.IsEmpty
        && model.Output.Name != Label
        && model.Task != Core.Gates.TaskKind.Regression;

    /// <summary>Their names.</summary>
    public ImmutableArray<string> Names => HasLabel ? [model.Output.Name, Label] : [model.Output.Name];

    /// <exception cref="RequestError">when one that is wanted is none of them.</exception>
    public void Check(ImmutableArray<string> wanted)
    {
        if (wanted.FirstOrDefault(name => !Names.Contains(name)) is { } other)
        {
            throw InferReader.Bad($"the model has no output {Quoted.Value(other)}; expected {Quoted.List(Names)}");
        }
    }

    /// <summary>Writes what a client may know before it asks.</summary>
    public void WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartArray("outputs"u8);
        WriteHead(
            json,
            model.Output.Name,
            IsScores ? Datatype(shape.IsSingle) : "BYTES",
            -1,
            IsScores ? shape.Width : 1
        );
        json.WriteEndObject();
        if (HasLabel)
        {
            WriteHead(json, Label, "BYTES", -1, 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the answers.</summary>
    public void Write(Utf8JsonWriter json, Answers answers, ImmutableArray<string> wanted)
    {
        json.WriteStartArray("outputs"u8);
        if (wanted.IsEmpty || wanted.Contains(model.Output.Name))
        {
            WriteOutput(json, answers);
        }

        if (HasLabel && (wanted.IsEmpty || wanted.Contains(Label)))
        {
            WriteHead(json, Label, "BYTES", answers.Count, 1);
            json.WriteStartArray("data"u8);
            for (var row = 0; row < answers.Count; row++)
            {
                var chosen = _choice.Of(answers.Row(row));
                json.WriteStringValue(chosen < 0 ? "" : model.Classes[chosen]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteOutput(Utf8JsonWriter json, Answers answers)
    {
        WriteHead(
            json,
            model.Output.Name,
            answers.Width == 0 ? "BYTES" : Datatype(answers.IsSingle),
            answers.Count,
            Math.Max(answers.Width, 1)
        );
        json.WriteStartArray("data"u8);
        foreach (var score in answers.Scores)
        {
            ScoreText.Write(json, score, answers.IsSingle);
        }

        foreach (var label in answers.Labels)
        {
            json.WriteStringValue(label);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Datatype(bool isSingle) => isSingle ? "FP32" : "FP64";

    private static void WriteHead(Utf8JsonWriter json, string name, string datatype, int rows, int width)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("datatype"u8, datatype);
        json.WriteStartArray("shape"u8);
        json.WriteNumberValue(rows);
        if (width != 1)
        {
            json.WriteNumberValue(width);
        }

        json.WriteEndArray();
    }
}
