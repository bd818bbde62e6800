using ChurnTraining.Onnx;
using Microsoft.ML.Trainers.FastTree;

namespace ChurnTraining;

/// <summary>Trees side by side, as the attributes of ONNX's TreeEnsembleRegressor list them.</summary>
internal sealed class TreeTable
{
    private readonly List<long> _trees = [];
    private readonly List<long> _nodes = [];
    private readonly List<long> _features = [];
    private readonly List<string> _modes = [];
    private readonly List<float> _thresholds = [];
    private readonly List<long> _ifTrue = [];
    private readonly List<long> _ifFalse = [];
    private readonly List<long> _leafTrees = [];
    private readonly List<long> _leafNodes = [];
    private readonly List<float> _weights = [];
    private long _count;

    /// <summary>Adds a tree: its splits keep their numbers, its leaves follow. A child below zero is the leaf of its complement.</summary>
    internal void Add(RegressionTree tree, double scale)
    {
        for (var node = 0; node < tree.NumberOfNodes; node++)
        {
            Node(
                node,
                tree.NumericalSplitFeatureIndexes[node],
                "BRANCH_LEQ",
                tree.NumericalSplitThresholds[node],
                Child(tree.LeftChild[node]),
                Child(tree.RightChild[node])
            );
        }

        for (var leaf = 0; leaf < tree.NumberOfLeaves; leaf++)
        {
            Node(tree.NumberOfNodes + leaf, 0, "LEAF", 0, 0, 0);
            _leafTrees.Add(_count);
            _leafNodes.Add(tree.NumberOfNodes + leaf);
            _weights.Add((float)(tree.LeafValues[leaf] * scale));
        }

        _count++;

        long Child(int child) => child >= 0 ? child : tree.NumberOfNodes + ~child;
    }

    internal OnnxNode ToNode(string input, string output, float start) =>
        new OnnxNode("TreeEnsembleRegressor", [input], output, OnnxGraph.MachineLearning)
            .With("n_targets", 1)
            .With("aggregate_function", "SUM")
            .With("post_transform", "NONE")
            .With("base_values", new[] { start })
            .With("nodes_treeids", _trees)
            .With("nodes_nodeids", _nodes)
            .With("nodes_featureids", _features)
            .With("nodes_modes", _modes)
            .With("nodes_values", _thresholds)
            .With("nodes_truenodeids", _ifTrue)
            .With("nodes_falsenodeids", _ifFalse)
            .With("target_treeids", _leafTrees)
            .With("target_nodeids", _leafNodes)
            .With("target_ids", _weights.Select(_ => 0L))
            .With("target_weights", _weights);

    private void Node(int id, int feature, string mode, float threshold, long ifTrue, long ifFalse)
    {
        _trees.Add(_count);
        _nodes.Add(id);
        _features.Add(feature);
        _modes.Add(mode);
        _thresholds.Add(threshold);
        _ifTrue.Add(ifTrue);
        _ifFalse.Add(ifFalse);
    }
}
