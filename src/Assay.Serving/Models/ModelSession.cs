using Assay.Core.Names;
using Assay.Core.Serving;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Serving.Models;

/// <summary>Opens the model file.</summary>
internal static class ModelSession
{
    /// <summary>A session on one thread, whose inputs and output are those of model.json.</summary>
    /// <exception cref="StartError">when the model does not load, or is another.</exception>
    public static InferenceSession Open(ModelFolder folder)
    {
        var session = Load(folder.File);
        try
        {
            foreach (var input in folder.Model.Inputs)
            {
                Check(session, input, folder.File);
            }

            if (!session.OutputMetadata.ContainsKey(folder.Model.Output.Name))
            {
                throw Differs(folder.File, $"has no output {Quoted.Value(folder.Model.Output.Name)}");
            }

            return session;
        }
        catch (StartError)
        {
            session.Dispose();
            throw;
        }
    }

    private static InferenceSession Load(string file)
    {
        try
        {
            OnnxTelemetry.TurnOff();
            using var options = new Microsoft.ML.OnnxRuntime.SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            return new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new StartError(
                $"the model {file} does not load ({Quoted.Value(e.Message, 300)}); expected an ONNX model that ONNX Runtime can run"
            );
        }
    }

    private static void Check(InferenceSession session, ServedInput input, string file)
    {
        if (!session.InputMetadata.TryGetValue(input.Name, out var found))
        {
            throw Differs(file, $"has no input {Quoted.Value(input.Name)}");
        }

        var wanted = input.Element switch
        {
            InputElement.Float => TensorElementType.Float,
            InputElement.Double => TensorElementType.Double,
            InputElement.Int64 => TensorElementType.Int64,
            InputElement.Int32 => TensorElementType.Int32,
            InputElement.Bool => TensorElementType.Bool,
            _ => TensorElementType.String,
        };
        if (!found.IsTensor || found.ElementDataType != wanted)
        {
            throw Differs(
                file,
                $"has an input {Quoted.Value(input.Name)} of {found.ElementDataType}, expected {wanted}"
            );
        }
    }

    private static StartError Differs(string file, string how) =>
        new(
            $"the model {file} {how}, as {ServedModel.FileName} says: the two do not belong together; build the image again"
        );
}
