using System.Text.Json;
using ChurnTraining.Onnx;

namespace ChurnTraining;

/// <summary>Writes a trained model with its encoding as one ONNX file: a column an input, a probability out.</summary>
internal static class ModelFile
{
    private static readonly string[] Classes = ["No", "Yes"];

    internal static byte[] Write(FeatureEncoder encoder, IChurnModel model, int embeddingLayers = 0)
    {
        var graph = new OnnxGraph();
        List<string> parts = [];
        foreach (var feature in encoder.Numeric)
        {
            graph.Input(feature.Name, OnnxType.Float);
            parts.Add(
                graph.Add(
                    new OnnxNode("Imputer", [feature.Name], feature.Name + "_filled", OnnxGraph.MachineLearning)
                        .With("imputed_value_floats", new[] { feature.Mean })
                        .With("replaced_value_float", float.NaN),
                    feature.Name + "_filled"
                )
            );
        }

        foreach (var feature in encoder.Categorical)
        {
            graph.Input(feature.Name, OnnxType.Text);
            var encoded = feature.Name + "_encoded";
            graph.Add(
                new OnnxNode("OneHotEncoder", [feature.Name], encoded, OnnxGraph.MachineLearning)
                    .With("cats_strings", feature.Categories)
                    .With("zeros", 1),
                encoded
            );
            parts.Add(
                graph.Add(
                    new OnnxNode("Flatten", [encoded], feature.Name + "_flat").With("axis", 1),
                    feature.Name + "_flat"
                )
            );
        }

        var features = graph.Add(new OnnxNode("Concat", parts, "features").With("axis", 1), "features");
        if (embeddingLayers > 0)
        {
            features = Embedding.AddTo(graph, features, encoder.Width, embeddingLayers);
        }

        graph.Output(model.AddTo(graph, features), OnnxType.Float);
        graph.Metadata("assay.signature", Signature(encoder));
        return graph.ToModel("churn");
    }

    private static string Signature(FeatureEncoder encoder) =>
        JsonSerializer.Serialize(
            new
            {
                inputs = encoder
                    .Numeric.Select(f => new
                    {
                        name = f.Name,
                        missing = true,
                        categories = (string[]?)null,
                    })
                    .Concat(
                        encoder.Categorical.Select(f => new
                        {
                            name = f.Name,
                            missing = true,
                            categories = (string[]?)f.Categories,
                        })
                    ),
                classes = Classes,
            }
        );
}
