using ChurnTraining.Onnx;

namespace Assay.Tests.Models;

/// <summary>Small ONNX models, written for a test and gone after it.</summary>
internal sealed class SmallModel : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assay-model-");

    private SmallModel(byte[] bytes) => File.WriteAllBytes(FullPath, bytes);

    internal string FullPath => Path.Combine(_folder.FullName, "model.onnx");

    public void Dispose() => _folder.Delete(recursive: true);

    internal static SmallModel Of(byte[] bytes) => new(bytes);

    internal static SmallModel Of(Action<OnnxGraph> build)
    {
        var graph = new OnnxGraph();
        build(graph);
        return new SmallModel(graph.ToModel("small"));
    }

    /// <summary>The mean of the columns of one matrix.</summary>
    internal static SmallModel MeanOfMatrix(int? columns, params (string Key, string Value)[] metadata) =>
        Of(graph =>
        {
            graph.Input("x", OnnxType.Float, columns);
            graph.Add(new OnnxNode("ReduceMean", ["x"], "score").With("axes", [1L]).With("keepdims", 1), "score");
            graph.Output("score", OnnxType.Float);
            foreach (var (key, value) in metadata)
            {
                graph.Metadata(key, value);
            }
        });

    /// <summary>Whether <c>plan</c> is <c>basic</c>, plus a tenth of <c>age</c> cast to float.</summary>
    internal static SmallModel PlanAndAge(OnnxType age, string? signature = null) =>
        Of(graph =>
        {
            graph.Input("plan", OnnxType.Text);
            graph.Input("age", age);
            graph.Add(
                new OnnxNode("OneHotEncoder", ["plan"], "encoded", OnnxGraph.MachineLearning)
                    .With("cats_strings", new[] { "basic" })
                    .With("zeros", 1),
                "encoded"
            );
            graph.Add(new OnnxNode("Flatten", ["encoded"], "is_basic").With("axis", 1), "is_basic");
            graph.Add(new OnnxNode("Cast", ["age"], "age_float").With("to", (long)OnnxType.Float), "age_float");
            var tenth = graph.Constant("tenth", [0.1f], 1);
            graph.Add(new OnnxNode("Mul", ["age_float", tenth], "a_tenth"), "a_tenth");
            graph.Add(new OnnxNode("Add", ["is_basic", "a_tenth"], "probability"), "probability");
            graph.Output("probability", OnnxType.Float);
            if (signature is not null)
            {
                graph.Metadata("assay.signature", signature);
            }
        });

    /// <summary>Gives the columns of its input as they are: the scores of as many classes.</summary>
    internal static SmallModel Scores(int classes, params (string Key, string Value)[] metadata) =>
        Of(graph =>
        {
            graph.Input("x", OnnxType.Float, classes);
            graph.Add(new OnnxNode("Identity", ["x"], "probabilities"), "probabilities");
            graph.Output("probabilities", OnnxType.Float, classes);
            foreach (var (key, value) in metadata)
            {
                graph.Metadata(key, value);
            }
        });

    /// <summary>As scikit-learn's converter writes a classifier: a label, and a map from class to probability.</summary>
    internal static SmallModel Zipped(params string[] classes) =>
        Of(graph =>
        {
            graph.Input("x", OnnxType.Float, classes.Length);
            graph.Add(new OnnxNode("ArgMax", ["x"], "label").With("axis", 1).With("keepdims", 0), "label");
            graph.Add(
                new OnnxNode("ZipMap", ["x"], "output_probability", OnnxGraph.MachineLearning).With(
                    "classlabels_strings",
                    classes
                ),
                "output_probability"
            );
            graph.Output("label", OnnxType.Int64, null);
            graph.MapsOutput("output_probability", OnnxType.Text);
        });
}
