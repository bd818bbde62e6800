using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Drifting;

/// <summary>The version that a drift check is about.</summary>
internal static class WatchedVersion
{
    /// <summary>The version that is named, else the one in the stage of the target, or in the one that the gate compares with.</summary>
    /// <exception cref="InputError">when there is none.</exception>
    public static ModelVersion Find(
        RegistryView registry,
        ModelSettings model,
        SemanticVersion? wanted,
        string? stage,
        TargetSettings? target
    )
    {
        if (wanted is not null)
        {
            return RegistryNames.Version(registry, model.Name, wanted);
        }

        RegistryNames.MustKnow(registry, model.Name);
        var name = stage ?? target?.Stage ?? model.Gate?.Against ?? "prod";
        return registry.StageOf(model.Name, name).History.Current is { } current
            ? RegistryNames.Version(registry, model.Name, current)
            : throw new InputError(
                registry.StagesOf(model.Name).ToArray() is { Length: > 0 } stages
                    ? $"nothing is in {Quoted.Value($"{model.Name}#{name}")}; the stages of {model.Name} are {Quoted.List(stages)}: name one with --stage, or a version with --version"
                    : $"nothing is in {Quoted.Value($"{model.Name}#{name}")}: promote a version, or name one with --version"
            );
    }
}
