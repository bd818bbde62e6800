using System.Collections.Immutable;
using Assay.Git;
using Assay.Settings;

namespace Assay.Commands.Plans;

/// <summary>A model that is to be trained and judged.</summary>
/// <param name="Name">The model.</param>
/// <param name="Runner">Labels of its runner.</param>
/// <param name="Reason">Why: <c>data/train.csv changed</c>.</param>
internal sealed record PlannedModel(string Name, ImmutableArray<string> Runner, string Reason)
{
    /// <summary>One that is planned for a reason of its own.</summary>
    /// <param name="model">The model, which has a training.</param>
    /// <param name="runner">Labels of the runner where assay.yml names none.</param>
    /// <param name="reason">Why.</param>
    public static PlannedModel Of(ModelSettings model, ImmutableArray<string> runner, string reason) =>
        new(model.Name, model.Train is { Runner: { IsEmpty: false } own } ? own : runner, reason);

    /// <summary>Why a change touches a model that can be trained; null when it does not.</summary>
    /// <param name="now">All models, after the change.</param>
    /// <param name="model">The model.</param>
    /// <param name="before">The model before the change; null when it is new.</param>
    /// <param name="changed">The paths that the change touches.</param>
    public static string? ReasonOf(
        ProjectSettings now,
        ModelSettings model,
        ModelSettings? before,
        IReadOnlyCollection<ChangedPath> changed
    )
    {
        if (before is null)
        {
            return $"new in {SettingsFile.Name}";
        }

        if (model.Folder != before.Folder)
        {
            return $"it is declared in {(model.Folder.Length == 0 ? "the root" : model.Folder)} now";
        }

        if (SettingsDifference.First(before, model) is { } key)
        {
            return $"{key} changed in {SettingsFile.Name}";
        }

        if (model.Train is not { } train)
        {
            return null;
        }

        var own = ModelFiles.Of(model, train).Among(changed).ToList();
        if (own.Count > 0)
        {
            return $"{own[0]}{More(own.Count)}";
        }

        // Comments in there change nothing, and what else does was seen above.
        var others = changed.Where(change => !IsSettings(now, change.Path)).ToList();
        return train.Inputs.IsEmpty && others.Count > 0
            ? $"{others[0]}{More(others.Count)}; train.inputs does not say what the training reads"
            : null;
    }

    private static string More(int count) => count > 1 ? $", and {count - 1:N0} more" : "";

    private static bool IsSettings(ProjectSettings project, string path) =>
        path == SettingsFile.Name || project.Include.Any(include => include.Value == path);
}
