namespace ChurnTraining.Onnx;

/// <summary>A type of tensor elements, by its number in ONNX.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
    Text = 8,
}

/// <summary>A graph with inputs, nodes and outputs, written as a model file that ONNX Runtime opens.</summary>
internal sealed class OnnxGraph
{
    /// <summary>The operator set of machine learning: encoders and trees.</summary>
    internal const string MachineLearning = "ai.onnx.ml";

    // IR 7 and opset 13 are old enough for every runtime in use, and have all that is needed here.
    private const long IrVersion = 7;
    private const long Opset = 13;
    private const long MachineLearningOpset = 1;

    private readonly List<OnnxMessage> _inputs = [];
    private readonly List<OnnxMessage> _outputs = [];
    private readonly List<OnnxMessage> _nodes = [];
    private readonly List<OnnxMessage> _constants = [];
    private readonly List<OnnxMessage> _metadata = [];

    /// <summary>An input of any number of rows; without columns it is a plain list.</summary>
    internal void Input(string name, OnnxType type, int? columns = 1) => _inputs.Add(Value(name, type, columns));

    /// <summary>An output of any number of rows.</summary>
    internal void Output(string name, OnnxType type, int? columns = 1) => _outputs.Add(Value(name, type, columns));

    /// <summary>An output of one map from class to score a row, as ZipMap makes it.</summary>
    internal void MapsOutput(string name, OnnxType key)
    {
        var number = new OnnxMessage().Message(1, new OnnxMessage().Number(1, (long)OnnxType.Float));
        var map = new OnnxMessage().Message(5, new OnnxMessage().Number(1, (long)key).Message(2, number));
        _outputs.Add(
            new OnnxMessage().Text(1, name).Message(2, new OnnxMessage().Message(4, new OnnxMessage().Message(1, map)))
        );
    }

    internal string Add(OnnxNode node, string output)
    {
        _nodes.Add(node.Message);
        return output;
    }

    /// <summary>A constant matrix or vector of floats, row-major.</summary>
    internal string Constant(string name, float[] values, params long[] shape)
    {
        var tensor = shape.Aggregate(new OnnxMessage(), (message, size) => message.Number(1, size));
        tensor = values.Aggregate(tensor.Number(2, (long)OnnxType.Float), (message, value) => message.Float(4, value));
        _constants.Add(tensor.Text(8, name));
        return name;
    }

    internal void Metadata(string key, string value) => _metadata.Add(new OnnxMessage().Text(1, key).Text(2, value));

    internal byte[] ToModel(string name)
    {
        var graph = new OnnxMessage()
            .Messages(1, _nodes)
            .Text(2, name)
            .Messages(5, _constants)
            .Messages(11, _inputs)
            .Messages(12, _outputs);
        return new OnnxMessage()
            .Number(1, IrVersion)
            .Text(2, "churn-train")
            .Message(7, graph)
            .Message(8, new OnnxMessage().Text(1, "").Number(2, Opset))
            .Message(8, new OnnxMessage().Text(1, MachineLearning).Number(2, MachineLearningOpset))
            .Messages(14, _metadata)
            .ToArray();
    }

    private static OnnxMessage Value(string name, OnnxType type, int? columns)
    {
        var shape = new OnnxMessage().Message(1, new OnnxMessage().Text(2, "N"));
        if (columns is { } count)
        {
            shape.Message(1, new OnnxMessage().Number(1, count));
        }

        var tensor = new OnnxMessage().Number(1, (long)type).Message(2, shape);
        return new OnnxMessage().Text(1, name).Message(2, new OnnxMessage().Message(1, tensor));
    }
}
