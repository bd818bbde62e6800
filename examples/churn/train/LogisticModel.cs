using ChurnTraining.Onnx;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ChurnTraining;

/// <summary>Logistic regression by L-BFGS on standardised numbers and one-hot categories.</summary>
internal sealed class LogisticModel : IChurnModel
{
    private readonly MLContext _context;
    private readonly FeatureEncoder _encoder;
    private readonly BinaryPredictionTransformer<
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>
    > _model;

    private LogisticModel(MLContext context, FeatureEncoder encoder, float[][] rows, bool[] labels, float l2)
    {
        (_context, _encoder) = (context, encoder);
        var trainer = context.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                L1Regularization = 0,
                L2Regularization = l2,
                OptimizationTolerance = 1e-6f,
                NumberOfThreads = 1,
            }
        );
        _model = trainer.Fit(EncodedRow.View(context, Standardise(rows), labels));
    }

    internal static LogisticModel Train(
        FeatureEncoder encoder,
        float[][] rows,
        bool[] labels,
        TrainingParams parameters
    ) => new(new MLContext(parameters.Seed), encoder, rows, labels, parameters.L2);

    public double[] Predict(float[][] rows) =>
        EncodedRow.Probabilities(_model.Transform(EncodedRow.View(_context, Standardise(rows))));

    public string AddTo(OnnxGraph graph, string features)
    {
        var linear = _model.Model.SubModel;
        var width = _encoder.Width;
        var mean = graph.Constant("mean", Padded(f => f.Mean, 0), 1, width);
        var deviation = graph.Constant("deviation", Padded(f => f.Deviation, 1), 1, width);
        var weights = graph.Constant("weights", [.. linear.Weights], width, 1);
        var bias = graph.Constant("bias", [linear.Bias], 1);
        graph.Add(new OnnxNode("Sub", [features, mean], "centred"), "centred");
        graph.Add(new OnnxNode("Div", ["centred", deviation], "standardised"), "standardised");
        graph.Add(new OnnxNode("Gemm", ["standardised", weights, bias], "margin"), "margin");
        return graph.Add(new OnnxNode("Sigmoid", ["margin"], "probability"), "probability");
    }

    private float[][] Standardise(float[][] rows)
    {
        var (mean, deviation) = (Padded(f => f.Mean, 0), Padded(f => f.Deviation, 1));
        return [.. rows.Select(row => row.Select((v, k) => (v - mean[k]) / deviation[k]).ToArray())];
    }

    private float[] Padded(Func<NumericFeature, float> value, float otherwise) =>
        [.. _encoder.Numeric.Select(value), .. Enumerable.Repeat(otherwise, _encoder.Width - _encoder.Numeric.Length)];
}
