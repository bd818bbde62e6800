using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Metrics;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>Whether what a model's conditions and metrics name exists.</summary>
internal static class ConditionNames
{
    public static IEnumerable<Problem> Of(ModelSettings model, string path) =>
        // Without a task no name can be told right from wrong; of rankings the catalogue has no metric yet.
        model.Source.HasFailed(nameof(ModelSettings.Task))
        || model.Task == TaskKind.Ranking
            ? []
            :
            [
                .. Own(model, path),
                .. Primary(model),
                .. In(model.Gate, nameof(GateSettings.Require), model.Gate?.Require, MetricVocabulary.Gate(model)),
                .. In(
                    model.Gate?.Fairness,
                    nameof(FairnessSettings.Require),
                    model.Gate?.Fairness?.Require,
                    MetricVocabulary.Fairness
                ),
                .. In(
                    model.Deploy,
                    nameof(DeploySettings.Analysis),
                    model.Deploy?.Analysis,
                    MetricVocabulary.Analysis(model)
                ),
                .. In(model.Drift, nameof(DriftSettings.Require), model.Drift?.Require, MetricVocabulary.Drift),
            ];

    private static IEnumerable<Problem> In(
        SettingsSection? section,
        string property,
        IReadOnlyList<Condition>? conditions,
        MetricVocabulary vocabulary
    ) =>
        from condition in (conditions ?? []).Select((value, index) => (Value: value, Index: index))
        let problem = vocabulary.ProblemOf(condition.Value)
        where problem is not null
        select section!.ProblemAt(property, problem, condition.Index);

    private static IEnumerable<Problem> Primary(ModelSettings model)
    {
        if (model.Gate?.Primary is not { } primary)
        {
            return [];
        }

        var problem = model.Metrics.ContainsKey(primary.Name)
            ? $"'{primary.Name}' is a metric of your own, which can stand under require but not decide a comparison"
            : MetricCatalog.ValidatePrimary(primary, model.Task);
        return problem is null ? [] : [model.Gate.ProblemAt(nameof(GateSettings.Primary), problem)];
    }

    private static IEnumerable<Problem> Own(ModelSettings model, string path)
    {
        foreach (var (name, aggregate) in model.Metrics)
        {
            if (MetricCatalog.Find(name, model.Task) is not null)
            {
                yield return model.ProblemAt(
                    nameof(ModelSettings.Metrics),
                    $"{path}.metrics.{name} hides the metric of that name; choose another name"
                );
            }

            if (aggregate.Where is not null && model.Task != TaskKind.Binary)
            {
                yield return model.ProblemAt(
                    nameof(ModelSettings.Metrics),
                    $"'{aggregate.Text}' in {path}.metrics.{name}: only a binary model has answers of the kinds tp, fp, tn and fn"
                );
            }
        }
    }
}
