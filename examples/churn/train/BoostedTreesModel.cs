using ChurnTraining.Onnx;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace ChurnTraining;

/// <summary>Gradient-boosted trees by FastTree.</summary>
internal sealed class BoostedTreesModel : IChurnModel
{
    private readonly MLContext _context;
    private readonly BinaryPredictionTransformer<
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>
    > _model;

    private BoostedTreesModel(MLContext context, float[][] rows, bool[] labels, TrainingParams parameters)
    {
        _context = context;
        var trainer = context.BinaryClassification.Trainers.FastTree(
            new FastTreeBinaryTrainer.Options
            {
                NumberOfTrees = parameters.Trees,
                NumberOfLeaves = parameters.Leaves,
                LearningRate = parameters.LearningRate,
                MinimumExampleCountPerLeaf = parameters.MinRowsPerLeaf,
                Seed = parameters.Seed,
                FeatureSelectionSeed = parameters.Seed,
                NumberOfThreads = 1,
            }
        );
        _model = trainer.Fit(EncodedRow.View(context, rows, labels));
    }

    internal static BoostedTreesModel Train(float[][] rows, bool[] labels, TrainingParams parameters) =>
        new(new MLContext(parameters.Seed), rows, labels, parameters);

    public double[] Predict(float[][] rows) =>
        EncodedRow.Probabilities(_model.Transform(EncodedRow.View(_context, rows)));

    public string AddTo(OnnxGraph graph, string features)
    {
        // The calibrator is 1 / (1 + exp(slope · score + offset)); its slope goes into the leaves, its offset into the base.
        var (ensemble, calibrator) = (_model.Model.SubModel.TrainedTreeEnsemble, _model.Model.Calibrator);
        var trees = new TreeTable();
        for (var t = 0; t < ensemble.Trees.Count; t++)
        {
            trees.Add(ensemble.Trees[t], ensemble.TreeWeights[t] * -calibrator.Slope);
        }

        var start = (float)-((calibrator.Slope * ensemble.Bias) + calibrator.Offset);
        graph.Add(trees.ToNode(features, "margin", start), "margin");
        return graph.Add(new OnnxNode("Sigmoid", ["margin"], "probability"), "probability");
    }
}
