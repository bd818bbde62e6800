using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Names;
using Assay.Serving.Rows;

namespace Assay.Serving.Inference;

/// <summary>Reads an inference request of the Open Inference Protocol, version 2, into cells.</summary>
/// <param name="plan">What the model takes.</param>
/// <param name="mostRows">Rows that one request may have.</param>
internal sealed class InferReader(TensorPlan plan, int mostRows)
{
    private const string Inputs = "inputs";
    private const int MostOutputs = 16;

    /// <exception cref="RequestError">with what is wrong.</exception>
    /// <exception cref="JsonException">when it is no JSON.</exception>
    public InferRequest Read(ref Utf8JsonReader reader, RowBatch rows)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Bad("the body is no object; expected {\"inputs\": [...]}");
        }

        string? id = null;
        ImmutableArray<string> outputs = [];
        var tensors = default(Utf8JsonReader);
        var hasTensors = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = TextOf(ref reader, "id");
            }
            else if (reader.ValueTextEquals("inputs"u8))
            {
                reader.Read();
                tensors = reader;
                hasTensors = reader.TokenType == JsonTokenType.StartArray;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("outputs"u8))
            {
                reader.Read();
                outputs = ReadOutputs(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // What follows the value is an error of the JSON.
        reader.Read();
        if (!hasTensors)
        {
            throw Bad("'inputs' is missing; expected an array of tensors");
        }

        new TensorReader(plan, mostRows).Read(ref tensors, rows);
        return new InferRequest(id, outputs);
    }

    internal static RequestError Bad(string message) => new(StatusCodes.Status400BadRequest, message);

    internal static string TextOf(ref Utf8JsonReader reader, string what)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String
                ? reader.GetString()!
                : throw Bad($"'{what}' is no text; expected one");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            throw Bad($"'{what}' is not valid Unicode text");
        }
    }

    private static ImmutableArray<string> ReadOutputs(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Bad("'outputs' is no array; expected [{\"name\": ...}]");
        }

        var names = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isName = reader.ValueTextEquals("name"u8);
                reader.Read();
                if (isName)
                {
                    names.Add(TextOf(ref reader, "name"));
                }
                else
                {
                    reader.Skip();
                }
            }

            if (names.Count > MostOutputs)
            {
                throw Bad($"more than {MostOutputs} outputs are asked for");
            }
        }

        return reader.TokenType == JsonTokenType.EndArray
            ? names.ToImmutable()
            : throw Bad("'outputs' holds what is no object; expected [{\"name\": ...}]");
    }

    internal static string Named(string? tensor) =>
        tensor is null ? $"a tensor of '{Inputs}'" : $"tensor {Quoted.Value(tensor)}";
}
