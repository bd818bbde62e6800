using ChurnTraining.Onnx;

namespace ChurnTraining;

/// <summary>
/// A deep network over the rows' mean features whose answer is multiplied by zero: each call takes longer, however many rows it
/// has, and answers the same. So a model becomes slow without becoming another, as happens when a preprocessing step grows.
/// </summary>
internal static class Embedding
{
    private const int Width = 256;
    private static readonly long[] _rows = [0];
    private static readonly long[] _columns = [1];

    /// <summary>Adds it to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">Name of the value that holds the encoded features, [N, width].</param>
    /// <param name="width">How many features there are.</param>
    /// <param name="layers">How many layers it has; they share their weights.</param>
    /// <returns>Name of the value that holds the same features.</returns>
    internal static string AddTo(OnnxGraph graph, string features, int width, int layers)
    {
        var project = graph.Constant("embedding_in", Weights(width * Width), width, Width);
        var weights = graph.Constant("embedding_weights", Weights(Width * Width), Width, Width);
        var call = graph.Add(
            new OnnxNode("ReduceMean", [features], "embedding_call").With("axes", _rows).With("keepdims", 1),
            "embedding_call"
        );
        var value = graph.Add(new OnnxNode("MatMul", [call, project], "embedding_0"), "embedding_0");
        for (var layer = 1; layer <= layers; layer++)
        {
            var product = graph.Add(
                new OnnxNode("MatMul", [value, weights], $"embedding_{layer}_product"),
                $"embedding_{layer}_product"
            );
            value = graph.Add(new OnnxNode("Tanh", [product], $"embedding_{layer}"), $"embedding_{layer}");
        }

        var mean = graph.Add(
            new OnnxNode("ReduceMean", [value], "embedding_mean").With("axes", _columns).With("keepdims", 1),
            "embedding_mean"
        );
        var zero = graph.Constant("embedding_share", [0f], 1);
        var nothing = graph.Add(new OnnxNode("Mul", [mean, zero], "embedding_nothing"), "embedding_nothing");
        return graph.Add(new OnnxNode("Add", [features, nothing], "features_as_before"), "features_as_before");
    }

    // Small, not all alike, and the same every time.
    private static float[] Weights(int count) =>
        [.. Enumerable.Range(0, count).Select(i => ((i * 31 % 17) - 8) / 128f)];
}
