using System.Globalization;

namespace ChurnTraining;

/// <summary>What <c>params.yaml</c> says: one <c>key: value</c> a line.</summary>
internal sealed record TrainingParams
{
    private static readonly string[] Keys =
    [
        "algorithm",
        "features",
        "seed",
        "l2",
        "trees",
        "leaves",
        "learning_rate",
        "min_rows_per_leaf",
        "embedding_layers",
    ];

    /// <summary><c>logistic</c> or <c>boosted_trees</c>.</summary>
    internal required string Algorithm { get; init; }

    /// <summary>Columns that the model may look at; empty for all.</summary>
    internal required string[] Features { get; init; }

    internal int Seed { get; private init; }

    internal float L2 { get; private init; }

    internal int Trees { get; private init; }

    internal int Leaves { get; private init; }

    internal double LearningRate { get; private init; }

    internal int MinRowsPerLeaf { get; private init; }

    /// <summary>Layers of a network before the model, which costs time and decides nothing; 0 for none.</summary>
    internal int EmbeddingLayers { get; private init; }

    internal static TrainingParams Read(string path)
    {
        var values = File.Exists(path)
            ? File.ReadLines(path)
                .Select((line, i) => Parse(path, line, i + 1))
                .OfType<(string Key, string Value)>()
                .ToDictionary(p => p.Key, p => p.Value)
            : throw new TrainingError($"there is no '{path}'; name the params with --params");
        var algorithm = Text("algorithm", "logistic");
        return algorithm is "logistic" or "boosted_trees"
            ? new TrainingParams
            {
                Algorithm = algorithm,
                Features = Text("features", "all") is var features and not "all"
                    ? features
                        .Trim('[', ']')
                        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    : [],
                Seed = (int)Number("seed", 1),
                L2 = (float)Number("l2", 1),
                Trees = (int)Number("trees", 150),
                Leaves = (int)Number("leaves", 8),
                LearningRate = Number("learning_rate", 0.05),
                MinRowsPerLeaf = (int)Number("min_rows_per_leaf", 30),
                EmbeddingLayers = (int)Number("embedding_layers", 0),
            }
            : throw new TrainingError(
                $"{path}: algorithm '{algorithm}' is unknown; expected logistic or boosted_trees"
            );

        string Text(string key, string otherwise) => values.GetValueOrDefault(key, otherwise);

        double Number(string key, double otherwise) =>
            !values.TryGetValue(key, out var text) ? otherwise
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
                ? number
            : throw new TrainingError($"{path}: {key} '{text}' is no number from 0");
    }

    private static (string Key, string Value)? Parse(string path, string line, int number)
    {
        var text = line.Split('#')[0].Trim();
        if (text.Length == 0)
        {
            return null;
        }

        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 && Keys.Contains(parts[0])
            ? (parts[0], parts[1])
            : throw new TrainingError(
                $"{path}:{number}: '{text}' is not KEY: VALUE with a key of {string.Join(", ", Keys)}"
            );
    }
}
