using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>A metric of the catalogue: what it is called, whom it serves, which way is better, and how it is computed.</summary>
/// <param name="Name">Its name in conditions: <c>roc_auc</c>.</param>
/// <param name="Title">As people write it: <c>ROC-AUC</c>.</param>
/// <param name="Tasks">Tasks it is defined for.</param>
/// <param name="HigherIsBetter">Its direction.</param>
/// <param name="Prepare">Makes it ready for a set of rows with finite labels and scores, at least one.</param>
public sealed record MetricDefinition(
    string Name,
    string Title,
    ImmutableArray<TaskKind> Tasks,
    bool HigherIsBetter,
    Func<LabelledScores, MetricArguments, WeightedMetric> Prepare
)
{
    // In a title, what its number takes the place of: top-k accuracy.
    private const string OfCut = "-k ";

    /// <summary>Other names of it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Arguments it takes, one at a time.</summary>
    public ImmutableArray<MetricArgument> Arguments { get; init; } = [];

    /// <summary>Those of its arguments that make sense for a task.</summary>
    public ImmutableArray<MetricArgument> ArgumentsFor(TaskKind task) =>
        [.. Arguments.Where(argument => argument.Only is null || argument.Only == task)];

    /// <summary>Whether its values lie within −1 and 1, so that three decimals show them.</summary>
    public bool Bounded { get; init; } = true;

    /// <summary>Whether it says nothing about rows that are all of one class.</summary>
    public bool NeedsBothClasses { get; init; }

    /// <summary>What it needs to be defined, to follow "it needs": <c>at least one row predicted positive</c>.</summary>
    public string Needs { get; init; } = "at least one row";

    /// <summary>Whether more or less of it is better; without that it can stand in conditions but not decide a comparison.</summary>
    public bool CanDecide { get; init; } = true;

    /// <summary>The metric of all rows, each counted once; null is undefined.</summary>
    /// <param name="scores">The rows.</param>
    /// <param name="reference">The metric as named, with its arguments.</param>
    public double? Compute(LabelledScores scores, MetricReference reference) => Compute(scores, reference, null);

    /// <summary>The metric of rows that count as often as their weight says; null is undefined.</summary>
    /// <param name="scores">The rows.</param>
    /// <param name="reference">The metric as named, with its arguments.</param>
    /// <param name="weights">n weights that are not negative, or null when each row counts once.</param>
    public double? Compute(LabelledScores scores, MetricReference reference, double[]? weights)
    {
        if (scores.Count == 0 || !scores.Labels.All(double.IsFinite) || !scores.Scores.All(double.IsFinite))
        {
            return null;
        }

        var value = PrepareFor(scores, reference)(weights ?? Ones(scores.Count));
        return double.IsFinite(value) ? value : null;
    }

    /// <summary>Makes the metric ready for rows with finite labels and scores, at least one.</summary>
    /// <param name="scores">The rows.</param>
    /// <param name="reference">The metric as named, with its arguments.</param>
    public WeightedMetric PrepareFor(LabelledScores scores, MetricReference reference) =>
        Prepare(scores, new MetricArguments(Arguments, reference));

    /// <summary>As people write the metric with its arguments: <c>recall at precision 0.9</c>, <c>top-2 accuracy</c>.</summary>
    public string TitleOf(MetricReference reference) =>
        reference.Arguments.IsDefaultOrEmpty ? Title
        : reference.Arguments is [{ Key: MetricArguments.Cut, Value: var k }]
        && Title.Contains(OfCut, StringComparison.Ordinal)
            ? Title.Replace(OfCut, $"-{k.ToString(CultureInfo.InvariantCulture)} ", StringComparison.Ordinal)
        : Title + string.Concat(reference.Arguments.Select(Written));

    /// <summary>The metric with a value: <c>recall 0.61 at precision 0.9</c>.</summary>
    /// <param name="reference">The metric as named.</param>
    /// <param name="value">The value as it is to be shown.</param>
    public string Says(MetricReference reference, string value)
    {
        var title = TitleOf(reference);
        return title.StartsWith(Title + " at ", StringComparison.Ordinal)
            ? $"{Title} {value}{title[Title.Length..]}"
            : $"{title} {value}";
    }

    private static string Written(KeyValuePair<string, double> argument) =>
        argument.Key == MetricArguments.Cut
            ? "@" + argument.Value.ToString(CultureInfo.InvariantCulture)
            : $" at {argument.Key} {argument.Value.ToString(CultureInfo.InvariantCulture)}";

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
