using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Tests.Oracles;

/// <summary>Metrics of predictions, asked of the catalogue by name.</summary>
internal static partial class MetricOracles
{
    public static ImmutableArray<OracleFamily> Families { get; } =
    [
        new("classification_metrics", Classification),
        new("probability_metrics_binary", Binary),
        new("probability_metrics_multiclass", Multiclass),
        new("regression_metrics", Regression),
    ];

    private static object? Classification(OracleCase oracle, string key)
    {
        var rows = oracle.Complete("y_true", "y_pred");
        var truth = Taken(oracle.Texts("y_true"), rows);
        var predicted = Taken(oracle.Texts("y_pred"), rows);
        var weights = Weights(oracle, rows);
        ImmutableArray<string> classes =
        [
            .. truth
                .Concat(predicted)
                .Distinct()
                .OrderBy(l => double.TryParse(l, out var n) ? n : 0)
                .ThenBy(l => l, StringComparer.Ordinal),
        ];
        var scores = new LabelledScores(
            TaskKind.Multiclass,
            classes,
            [.. truth.Select(l => (double)classes.IndexOf(l))],
            [.. predicted.SelectMany(l => classes.Select(c => c == l ? 1.0 : 0))]
        );
        return key switch
        {
            "labels" => classes.Select(l => double.TryParse(l, out var n) ? n : (object)l),
            "confusion_matrix_rows_true" => Cells(Matrix(scores, weights)),
            "per_class" => PerClass(Matrix(scores, weights), classes),
            _ => OfCatalogue(scores, Renamed(key), weights),
        };
    }

    private static object? Binary(OracleCase oracle, string key)
    {
        var rows = oracle.Complete("y_true", "y_prob");
        var scores = new LabelledScores(
            TaskKind.Binary,
            ["0", "1"],
            Taken(oracle.Numbers("y_true"), rows),
            Taken(oracle.Numbers("y_prob"), rows)
        );
        return OfCatalogue(scores, Calibration(key, "positive_class_") ?? Renamed(key), Weights(oracle, rows));
    }

    private static object? Multiclass(OracleCase oracle, string key)
    {
        var rows = oracle.Complete("y_true", "y_prob");
        var probabilities = Taken(oracle.Matrix("y_prob"), rows);
        ImmutableArray<string> classes =
        [
            .. Enumerable.Range(0, probabilities[0].Length).Select(c => c.ToString(CultureInfo.InvariantCulture)),
        ];
        var scores = new LabelledScores(
            TaskKind.Multiclass,
            classes,
            Taken(oracle.Numbers("y_true"), rows),
            [.. probabilities.SelectMany(p => p)]
        );
        return key switch
        {
            "per_class_auc_ovr" => Enumerable.Range(0, classes.Length).Select(c => OneAgainstRest(scores, c)),
            _ => OfCatalogue(scores, Calibration(key, "top_label_") ?? Renamed(key), Weights(oracle, rows)),
        };
    }

    private static object? Regression(OracleCase oracle, string key)
    {
        var rows = oracle.Complete("y_true", "y_pred");
        var scores = new LabelledScores(
            TaskKind.Regression,
            [],
            Taken(oracle.Numbers("y_true"), rows),
            Taken(oracle.Numbers("y_pred"), rows)
        );

        // The reference gives correlations without weights.
        return OfCatalogue(scores, Renamed(key), key is "pearson" or "spearman" ? null : Weights(oracle, rows));
    }

    private static string Renamed(string key) =>
        key switch
        {
            "ks_statistic_of_scores" => "ks",
            "log_loss_clip_1e-15" => "log_loss",
            "brier_multiclass_sum_over_classes" => "brier",
            "roc_auc_ovr_macro" => "roc_auc",
            "roc_auc_ovo_macro" => "roc_auc_ovo",
            "roc_auc_ovr_weighted" => "roc_auc_weighted",
            "average_precision_macro" => "average_precision",
            "kappa_linear" => "linear_kappa",
            "kappa_quadratic" => "quadratic_kappa",
            "accuracy_argmax_first_max" => "accuracy",
            "smape_0_to_2" => "smape",
            "mean_error_bias_pred_minus_true" => "bias",
            _ => Pinball().Match(key) is { Success: true } pinball ? $"pinball@q={pinball.Groups[1].Value}"
            : TopK().Match(key) is { Success: true } top ? $"top_k@k={top.Groups[1].Value}"
            : key,
        };

    // ece_positive_class_equal_mass_15 → ece_equal_mass@bins=15
    private static string? Calibration(string key, string implied) =>
        CalibrationKey().Match(key) is { Success: true } match
            ? (match.Groups[1].Value + match.Groups[2].Value)
                .Replace(implied, "", StringComparison.Ordinal)
                .Replace("_uniform", "", StringComparison.Ordinal) + $"@bins={match.Groups[3].Value}"
            : null;

    private static object? OfCatalogue(LabelledScores scores, string written, double[]? weights)
    {
        if (!MetricReferenceParser.TryParse(written, out var reference, out _))
        {
            return OracleFamily.NoAnswer;
        }

        return MetricCatalog.Find(reference.Name, scores.Task) is { } metric
            ? metric.Compute(scores, reference, weights)
            : OracleFamily.NoAnswer;
    }

    private static double[]? Weights(OracleCase oracle, int[] rows) =>
        oracle.Has("sample_weight") ? Taken(oracle.Numbers("sample_weight"), rows) : null;

    // A row with a missing value is left out.
    private static T[] Taken<T>(T[] values, int[] rows) => [.. rows.Select(row => values[row])];

    private static ConfusionMatrix Matrix(LabelledScores scores, double[]? weights)
    {
        ConfusionMatrix? matrix = null;
        var metric = Confusion.Of(m =>
        {
            matrix = m;
            return 0;
        })(scores, new MetricArguments([], new MetricReference("", [])));
        metric(weights ?? [.. Enumerable.Repeat(1.0, scores.Count)]);
        return matrix!;
    }

    private static IEnumerable<IEnumerable<double>> Cells(ConfusionMatrix matrix) =>
        Enumerable
            .Range(0, matrix.Classes)
            .Select(truth => Enumerable.Range(0, matrix.Classes).Select(predicted => matrix[truth, predicted]));

    private static Dictionary<string, object?> PerClass(ConfusionMatrix matrix, ImmutableArray<string> classes) =>
        classes.ToDictionary(
            name => name,
            name =>
                (object?)
                    new Dictionary<string, object?>
                    {
                        ["precision"] = matrix.Precision(classes.IndexOf(name)),
                        ["recall"] = matrix.Recall(classes.IndexOf(name)),
                        ["f1"] = matrix.F(classes.IndexOf(name)),
                        ["support"] = matrix.Support(classes.IndexOf(name)),
                    }
        );

    private static double OneAgainstRest(LabelledScores scores, int index) =>
        RocAuc.OfClass(scores, index)([.. Enumerable.Repeat(1.0, scores.Count)]);

    [GeneratedRegex(@"^(ece|mce)((?:_[a-z]+)+)_(\d+)$")]
    private static partial Regex CalibrationKey();

    [GeneratedRegex(@"^pinball_(.+)$")]
    private static partial Regex Pinball();

    [GeneratedRegex(@"^top(\d+)_accuracy$")]
    private static partial Regex TopK();
}
