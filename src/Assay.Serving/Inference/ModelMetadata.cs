using System.Text.Json;
using Assay.Core.Serving;

namespace Assay.Serving.Inference;

/// <summary>A model's description in the Open Inference Protocol.</summary>
internal static class ModelMetadata
{
    public static void Write(Utf8JsonWriter json, ServedModel model, ModelOutputs outputs)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, model.Name);
        json.WriteStartArray("versions"u8);
        json.WriteStringValue(model.Version);
        json.WriteEndArray();
        json.WriteString("platform"u8, "onnx_onnxv1"u8);
        json.WriteStartArray("inputs"u8);
        foreach (var input in model.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, input.Name);
            json.WriteString("datatype"u8, Datatype(input.Element));
            json.WriteStartArray("shape"u8);
            json.WriteNumberValue(-1);
            if (!input.IsFlat)
            {
                json.WriteNumberValue(input.Columns.Length);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        outputs.WriteMetadata(json);
        json.WriteEndObject();
    }

    private static string Datatype(InputElement element) =>
        element switch
        {
            InputElement.Float => "FP32",
            InputElement.Double => "FP64",
            InputElement.Int64 => "INT64",
            InputElement.Int32 => "INT32",
            InputElement.Bool => "BOOL",
            _ => "BYTES",
        };
}
