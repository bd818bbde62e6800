using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Statistics;

namespace Assay.Tests.Gates;

/// <summary>
/// Invented rows of a binary task, scored by two models: normal scores whose mean is higher for positive rows, so that
/// the true area under the ROC curve is Φ(separation / √2), correlated between the models.
/// </summary>
internal sealed record Sample(double[] Labels, double[] Champion, double[] Challenger)
{
    public static Sample Of(
        int rows,
        double champion = 1.4,
        double challenger = 1.4,
        ulong seed = 1,
        double share = 0.3,
        double correlation = 0.8
    )
    {
        var chance = new Pcg32(seed);
        var sample = new Sample(new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var label = chance.NextDouble() < share ? 1 : 0;
            var common = Gaussian(chance);
            var own = Gaussian(chance);
            sample.Labels[i] = label;
            sample.Champion[i] = Logistic(common + (champion * label) - 1.2);
            sample.Challenger[i] = Logistic(
                (correlation * common) + (Math.Sqrt(1 - (correlation * correlation)) * own) + (challenger * label) - 1.2
            );
        }

        return sample;
    }

    public Sample Swapped() => new(Labels, Challenger, Champion);

    public GateEvidence Evidence() => Evidence(Labels, Champion, Challenger);

    public GateEvidence WithoutChampion() =>
        new() { Challenger = new LabelledScores(TaskKind.Binary, ["0", "1"], Labels, Challenger) };

    public static GateEvidence Evidence(double[] labels, double[] champion, double[] challenger) =>
        new()
        {
            Challenger = new LabelledScores(TaskKind.Binary, ["0", "1"], labels, challenger),
            Champion = new LabelledScores(TaskKind.Binary, ["0", "1"], labels, champion),
            ChampionName = "v1.3.0 in prod",
        };

    public static GatePolicy NonInferior(double margin, params string[] require) =>
        new() { Compare = new ComparisonRule(ComparisonKind.NonInferior, margin), Require = Conditions(require) };

    public static ImmutableArray<Condition> Conditions(params string[] written) =>
        [
            .. written.Select(text =>
                ConditionParser.TryParse(text, out var condition, out _) ? condition : throw new ArgumentException(text)
            ),
        ];

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Gaussian(Pcg32 chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
