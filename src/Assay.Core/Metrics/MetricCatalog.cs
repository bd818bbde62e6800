using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Names;

namespace Assay.Core.Metrics;

/// <summary>All metrics that Assay computes from scores. A new one is a file beside this and a line here.</summary>
public static class MetricCatalog
{
    /// <summary>Every metric; a name may stand for one metric a task.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } =
    [
        RocAuc.Binary,
        RocAuc.OneVersusRest,
        RocAuc.OneVersusRestWeighted,
        RocAuc.OneVersusOne,
        RocAuc.OneVersusOneWeighted,
        RocAuc.Gini,
        AveragePrecision.Binary,
        AveragePrecision.Macro,
        KolmogorovSmirnov.Definition,
        LogLoss.Definition,
        BrierScore.Definition,
        .. Calibration.All,
        Accuracy.Definition,
        Accuracy.Balanced,
        PrecisionRecall.Precision,
        PrecisionRecall.Recall,
        .. PrecisionRecall.Decisions,
        .. ClassAverages.All,
        TopK.Definition,
        Agreement.Matthews,
        Agreement.CohenKappa,
        Agreement.LinearKappa,
        Agreement.QuadraticKappa,
        .. RegressionErrors.All,
        ExtremeErrors.Median,
        ExtremeErrors.Greatest,
        Pinball.Definition,
        ExplainedVariance.RSquared,
        ExplainedVariance.Definition,
        Correlation.Pearson,
        Correlation.Spearman,
    ];

    /// <summary>The metric of this name or alias for this task, or null.</summary>
    public static MetricDefinition? Find(string name, TaskKind task) =>
        All.FirstOrDefault(m => m.Tasks.Contains(task) && (m.Name == name || m.Aliases.Contains(name)));

    /// <summary>Names of all metrics for this task, aliases left out, in the catalogue's order.</summary>
    public static ImmutableArray<string> Names(TaskKind task) =>
        [.. All.Where(m => m.Tasks.Contains(task)).Select(m => m.Name)];

    /// <summary>The task's usual few, the one that decides when the policy names none first.</summary>
    public static ImmutableArray<MetricReference> Usual(TaskKind task) =>
        task switch
        {
            TaskKind.Binary => References("roc_auc", "average_precision", "log_loss", "brier", "f1"),
            TaskKind.Multiclass => References("f1_macro", "accuracy", "log_loss", "roc_auc"),
            TaskKind.Regression => References("rmse", "mae", "r2"),
            _ => [],
        };

    /// <summary>The metric that decides when the policy names none.</summary>
    public static MetricReference UsualPrimary(TaskKind task) =>
        Usual(task).FirstOrDefault() ?? new MetricReference("ndcg", []);

    /// <summary>What is wrong with a metric as named, one sentence with what to do; null when nothing is.</summary>
    /// <param name="reference">The metric as named.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="figures">Names that may be used beside the catalogue's: figures of a run and logged metrics.</param>
    public static string? Validate(MetricReference reference, TaskKind task, IEnumerable<string> figures)
    {
        if (Find(reference.Name, task) is { } metric)
        {
            return ArgumentProblem(metric.ArgumentsFor(task), reference);
        }

        var known = figures.ToImmutableArray();
        if (known.Contains(reference.Name))
        {
            return reference.Arguments.IsDefaultOrEmpty ? null : $"'{reference.Name}' takes no arguments";
        }

        if (Names(task).IsEmpty)
        {
            return $"no metric of {Written(task)} tasks is computed yet, so '{reference.Name}' cannot be:"
                + " log it as a metric of the run and name it under 'require'";
        }

        var tasks = All.Where(m => m.Name == reference.Name || m.Aliases.Contains(reference.Name))
            .SelectMany(m => m.Tasks)
            .Distinct()
            .Select(Written)
            .ToImmutableArray();
        if (!tasks.IsEmpty)
        {
            return $"'{reference.Name}' is a metric for {string.Join(" and ", tasks)} tasks, not for {Written(task)} ones"
                + $" (expected one of: {Listed(task, known)})";
        }

        var nearest = NearestName.Of(reference.Name, [.. AllNames(task), .. known]);
        return $"unknown metric '{reference.Name}' (expected one of: {Listed(task, known)})"
            + (nearest is null ? "" : $". Did you mean '{nearest}'?");
    }

    /// <summary>What keeps a metric from deciding a comparison, one sentence with what to do; null when nothing does.</summary>
    /// <param name="reference">The metric as named.</param>
    /// <param name="task">The model's task.</param>
    public static string? ValidatePrimary(MetricReference reference, TaskKind task) =>
        Validate(reference, task, [])
        ?? (
            Find(reference.Name, task)!.CanDecide
                ? null
                : $"'{reference.Name}' cannot decide a comparison, since neither more nor less of it is better;"
                    + " use it in a condition under 'require'"
        );

    private static string? ArgumentProblem(ImmutableArray<MetricArgument> arguments, MetricReference reference)
    {
        if (reference.Arguments.IsDefaultOrEmpty)
        {
            return null;
        }

        var keys = string.Join(" or ", arguments.Select(a => $"'{a.Key}'"));
        if (reference.Arguments.Length > 1)
        {
            return $"'{reference.Name}' takes one argument{(keys.Length > 0 ? $", {keys}" : "")}, not {reference.Arguments.Length}";
        }

        var (key, value) = reference.Arguments[0];
        if (arguments.FirstOrDefault(a => a.Key == key) is not { } argument)
        {
            return arguments.IsEmpty
                ? $"'{reference.Name}' takes no argument, so '@{key}' must go"
                : $"'{reference.Name}' has no argument '{key}' (expected {keys})";
        }

        var fits =
            value >= argument.Least && value <= argument.Greatest && (!argument.Whole || value == Math.Floor(value));
        return fits
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"'{key}' of '{reference.Name}' is {value}; expected a {(argument.Whole ? "whole number" : "number")} from {argument.Least} to {argument.Greatest}"
            );
    }

    private static IEnumerable<string> AllNames(TaskKind task) =>
        All.Where(m => m.Tasks.Contains(task)).SelectMany(m => m.Aliases.Prepend(m.Name));

    private static string Listed(TaskKind task, ImmutableArray<string> figures) =>
        string.Join(", ", Names(task).Concat(figures).Distinct());

    private static string Written(TaskKind task) => task.ToString().ToLowerInvariant();

    private static ImmutableArray<MetricReference> References(params ReadOnlySpan<string> names) =>
        [.. names.ToArray().Select(n => new MetricReference(n, []))];
}
