namespace ChurnTraining;

/// <summary>A trained model: how ML.NET scores, and the same as nodes of an ONNX graph.</summary>
internal interface IChurnModel
{
    /// <summary>ML.NET's probability of churn for each row of encoded features.</summary>
    double[] Predict(float[][] rows);

    /// <summary>Adds the model to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">Name of the value that holds the encoded features, [N, width].</param>
    /// <returns>Name of the value that holds the probability, [N, 1].</returns>
    string AddTo(Onnx.OnnxGraph graph, string features);
}
