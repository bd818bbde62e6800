using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// Calibration error: how far the stated probability is from the observed share, bin by bin. ECE is the mean over rows
/// and MCE the greatest over bins (Naeini et al. 2015); of the positive class for binary tasks, of the predicted class
/// for multiclass (top label, Guo et al. 2017). Undefined when a score is not a probability.
/// </summary>
internal static class Calibration
{
    private static readonly MetricArgument Bins = new("bins", 1, 10_000, 10, Whole: true);

    public static ImmutableArray<MetricDefinition> All { get; } =
    [
        Error("ece", "ECE", TaskKinds.Binary, PositiveClass, CalibrationBins.Uniform, Mean),
        Error("mce", "MCE", TaskKinds.Binary, PositiveClass, CalibrationBins.Uniform, Greatest),
        Error("ece_equal_mass", "ECE, equal mass", TaskKinds.Binary, PositiveClass, CalibrationBins.EqualMass, Mean),
        Error(
            "mce_equal_mass",
            "MCE, equal mass",
            TaskKinds.Binary,
            PositiveClass,
            CalibrationBins.EqualMass,
            Greatest
        ),
        Error("ece_top_label", "ECE, top label", TaskKinds.Binary, TopLabel, CalibrationBins.Uniform, Mean),
        Error("ece", "ECE", TaskKinds.Multiclass, TopLabel, CalibrationBins.Uniform, Mean),
        Error("mce", "MCE", TaskKinds.Multiclass, TopLabel, CalibrationBins.Uniform, Greatest),
    ];

    /// <summary>What a bin adds up to: weight, stated probability × weight, observed × weight.</summary>
    private readonly record struct Bin(double Mass, double Stated, double Seen);

    private static MetricDefinition Error(
        string name,
        string title,
        ImmutableArray<TaskKind> tasks,
        Func<LabelledScores, (double[] Stated, double[] Seen)> view,
        Func<double[], int, BinOfRows> binning,
        Func<Bin[], double> summary
    ) =>
        new(
            name,
            title,
            tasks,
            false,
            (scores, arguments) =>
                Probability.AreAll(scores.Scores)
                    ? Of(view(scores), (int)arguments[Bins.Key]!.Value, binning, summary)
                    : static _ => double.NaN
        )
        {
            Arguments = [Bins],
            Needs = Probability.Needs,
        };

    private static WeightedMetric Of(
        (double[] Stated, double[] Seen) rows,
        int count,
        Func<double[], int, BinOfRows> binning,
        Func<Bin[], double> summary
    )
    {
        var (stated, seen) = rows;
        var bins = new Bin[count];
        var binOfRows = binning(stated, count);
        return weights =>
        {
            Array.Clear(bins);
            var binOfRow = binOfRows(weights);
            for (var row = 0; row < stated.Length; row++)
            {
                ref var bin = ref bins[binOfRow[row]];
                var weight = weights[row];
                bin = new Bin(bin.Mass + weight, bin.Stated + (weight * stated[row]), bin.Seen + (weight * seen[row]));
            }

            return summary(bins);
        };
    }

    private static double Mean(Bin[] bins) => bins.Sum(b => Math.Abs(b.Stated - b.Seen)) / bins.Sum(b => b.Mass);

    private static double Greatest(Bin[] bins) =>
        bins.Max(b => b.Mass > 0 ? Math.Abs(b.Stated - b.Seen) / b.Mass : double.NaN);

    private static (double[] Stated, double[] Seen) PositiveClass(LabelledScores scores) =>
        (scores.Scores, scores.Labels);

    private static (double[] Stated, double[] Seen) TopLabel(LabelledScores scores)
    {
        var stated = new double[scores.Count];
        var seen = new double[scores.Count];
        for (var row = 0; row < stated.Length; row++)
        {
            var p = scores.Scores.AsSpan(row * scores.Width, scores.Width);
            var top = scores.Task == TaskKind.Binary ? (p[0] > 0.5 ? 1 : 0) : Probability.Greatest(p);
            stated[row] = scores.Task == TaskKind.Binary ? Math.Max(p[0], 1 - p[0]) : p[top];
            seen[row] = scores.Labels[row] == top ? 1 : 0;
        }

        return (stated, seen);
    }
}
