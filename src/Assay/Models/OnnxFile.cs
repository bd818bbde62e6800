using System.Text.RegularExpressions;
using Assay.Core.Names;
using Assay.Toolkit;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Models;

/// <summary>Opens ONNX files, and says what is wrong with those that do not open.</summary>
internal static partial class OnnxFile
{
    private const int LongestComplaint = 300;
    private const string Remedy = "expected a model in ONNX format that ONNX Runtime can run";

    /// <summary>Whether a file is named as one.</summary>
    internal static bool IsNamedSo(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>A session on one thread, so that the same rows give the same bits everywhere.</summary>
    /// <exception cref="InputError">when there is no such file, or it is no ONNX model that can be run.</exception>
    internal static InferenceSession Open(string fullPath, string shown)
    {
        if (!File.Exists(fullPath))
        {
            throw Refused(shown, "there is no such file; expected the model that the training wrote");
        }

        try
        {
            OnnxTelemetry.TurnOff();
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            return new InferenceSession(fullPath, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw Refused(shown, Message(e.Message, fullPath));
        }
    }

    internal static InputError Refused(string shown, string message) => new(message, new SourceLocation(shown));

    /// <summary>ONNX Runtime's sentence without its code and without this machine's paths.</summary>
    internal static string Said(string complaint, string fullPath)
    {
        var text = ErrorCode().Replace(complaint, "").Replace(fullPath, "the file", StringComparison.Ordinal);
        return Quoted.Value(SourceFile().Replace(text, "").Trim(), LongestComplaint);
    }

    private static string Message(string complaint, string fullPath)
    {
        if (Has("Protobuf parsing failed") || Has("model_proto") || Has("ModelProto") || Has("No graph was found"))
        {
            return $"the file is not an ONNX model, or it is cut off; {Remedy}";
        }

        if (Has("IR version") || Has("opset"))
        {
            return $"the model is written for a newer ONNX than this program knows ({Said(complaint, fullPath)}); export it with an older opset";
        }

        return Has("not a registered function/op") || Has("No Op registered") || Has("Could not find an implementation")
            ? $"the model needs an operator that ONNX Runtime does not have ({Said(complaint, fullPath)}); {Remedy}, without custom operators"
            : $"the model does not open ({Said(complaint, fullPath)}); {Remedy}";

        bool Has(string part) => complaint.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"/\S+/[\w.]+\.(?:cc|h):\d+ \S+ ?", RegexOptions.CultureInvariant)]
    private static partial Regex SourceFile();
}
