using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>Keys that are read and checked, and that no command of this version acts upon: nobody shall rely on them unknowingly.</summary>
internal static class KeysWithoutEffect
{
    /// <summary>Those of a gate: a rule that does not judge must be told where a verdict is.</summary>
    public static IEnumerable<Problem> OfGate(ModelSettings model) =>
        model.Gate is not { } gate
            ? []
            :
            [
                .. Written(gate, nameof(GateSettings.Fairness), $"models.{model.Name}.gate.fairness"),
                .. Written(gate, nameof(GateSettings.Robustness), $"models.{model.Name}.gate.robustness"),
                .. Written(gate, nameof(GateSettings.Value), $"models.{model.Name}.gate.value"),
            ];

    /// <summary>All of a model.</summary>
    public static IEnumerable<Problem> Of(ModelSettings model) =>
        [
            .. OfGate(model),
            .. model.Data is { } data
                ? Written(data, nameof(DataSettings.Schema), $"models.{model.Name}.data.schema")
                : [],
            .. OfDeploy(model),
        ];

    /// <summary>Those of a rollout.</summary>
    public static IEnumerable<Problem> OfDeploy(ModelSettings model) =>
        model.Deploy is not { } deploy
            ? []
            :
            [
                .. Written(deploy, nameof(DeploySettings.Smoke), $"models.{model.Name}.deploy.smoke"),
                .. Written(deploy, nameof(DeploySettings.Shadow), $"models.{model.Name}.deploy.shadow"),
            ];

    private static IEnumerable<Problem> Written(SettingsSection section, string property, string key) =>
        section.Source.IsWritten(property)
            ? [section.ProblemAt(property, $"{key} is read and checked, and this version does not act upon it yet")]
            : [];
}
