namespace ChurnTraining.Onnx;

/// <summary>A node of a graph; attributes are added one after the other.</summary>
internal sealed class OnnxNode
{
    private readonly OnnxMessage _message = new();

    /// <param name="type">Operator.</param>
    /// <param name="inputs">Names of values that go in.</param>
    /// <param name="output">Name of the value that comes out.</param>
    /// <param name="domain">Operator set: empty for ONNX's own, <c>ai.onnx.ml</c> for machine learning.</param>
    internal OnnxNode(string type, IEnumerable<string> inputs, string output, string domain = "") =>
        _message.Texts(1, inputs).Text(2, output).Text(3, $"{type}_{output}").Text(4, type).Text(7, domain);

    internal OnnxMessage Message => _message;

    internal OnnxNode With(string name, long value) => Attribute(name, 2, a => a.Number(3, value));

    internal OnnxNode With(string name, float value) => Attribute(name, 1, a => a.Float(2, value));

    internal OnnxNode With(string name, string value) => Attribute(name, 3, a => a.Text(4, value));

    internal OnnxNode With(string name, IEnumerable<float> values) =>
        Attribute(name, 6, a => values.Aggregate(a, (message, value) => message.Float(7, value)));

    internal OnnxNode With(string name, IEnumerable<long> values) =>
        Attribute(name, 7, a => values.Aggregate(a, (message, value) => message.Number(8, value)));

    internal OnnxNode With(string name, IEnumerable<string> values) => Attribute(name, 8, a => a.Texts(9, values));

    private OnnxNode Attribute(string name, long type, Func<OnnxMessage, OnnxMessage> value)
    {
        _message.Message(5, value(new OnnxMessage().Text(1, name)).Number(20, type));
        return this;
    }
}
