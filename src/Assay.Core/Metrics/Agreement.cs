namespace Assay.Core.Metrics;

/// <summary>
/// Agreement beyond chance. Cohen's kappa (Cohen 1960), with linear or quadratic weights for classes in order (Cohen
/// 1968); undefined when chance alone agrees fully. Matthews' correlation of decisions and truth for any number of
/// classes (Gorodkin 2004); 0 when one side never varies, as scikit-learn has it.
/// </summary>
internal static class Agreement
{
    public static MetricDefinition CohenKappa { get; } = Kappa("cohen_kappa", "Cohen's κ", (a, b) => a == b ? 0 : 1);

    public static MetricDefinition LinearKappa { get; } = Kappa("linear_kappa", "linear κ", (a, b) => Math.Abs(a - b));

    public static MetricDefinition QuadraticKappa { get; } =
        Kappa("quadratic_kappa", "quadratic κ", (a, b) => (double)(a - b) * (a - b));

    public static MetricDefinition Matthews { get; } =
        new("mcc", "MCC", TaskKinds.Classification, true, Confusion.Of(Correlation))
        {
            Aliases = ["matthews_corrcoef"],
            Arguments = [Confusion.Threshold],
        };

    private static MetricDefinition Kappa(string name, string title, Func<int, int, double> penalty) =>
        new(name, title, TaskKinds.Classification, true, Confusion.Of(m => KappaOf(m, penalty)))
        {
            Needs = "more than one class",
            Arguments = [Confusion.Threshold],
        };

    private static double KappaOf(ConfusionMatrix matrix, Func<int, int, double> penalty)
    {
        double seen = 0;
        double expected = 0;
        for (var truth = 0; truth < matrix.Classes; truth++)
        {
            var support = matrix.Support(truth);
            for (var predicted = 0; predicted < matrix.Classes; predicted++)
            {
                seen += penalty(truth, predicted) * matrix[truth, predicted];
                expected += penalty(truth, predicted) * support * matrix.Predicted(predicted);
            }
        }

        return expected == 0 ? double.NaN : 1 - (seen * matrix.Total / expected);
    }

    private static double Correlation(ConfusionMatrix matrix)
    {
        double together = 0;
        double truths = 0;
        double predictions = 0;
        for (var c = 0; c < matrix.Classes; c++)
        {
            together += matrix.Support(c) * matrix.Predicted(c);
            truths += matrix.Support(c) * matrix.Support(c);
            predictions += matrix.Predicted(c) * matrix.Predicted(c);
        }

        var total = matrix.Total;
        var spread = Math.Sqrt(((total * total) - truths) * ((total * total) - predictions));
        return spread > 0 ? ((matrix.Correct * total) - together) / spread
            : total > 0 ? 0
            : double.NaN;
    }
}
