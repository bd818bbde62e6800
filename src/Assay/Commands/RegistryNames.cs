using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>Names of the registry as people type them.</summary>
internal static class RegistryNames
{
    /// <summary>Refuses what no model can be called: the name goes into refs, tags and commands that people copy.</summary>
    /// <exception cref="InputError">with what a name is.</exception>
    public static void MustBeModel(string model)
    {
        if (!TextAttribute.Fits(model, NamePattern.Text))
        {
            throw new InputError(
                $"--model {Quoted.Value(model)} cannot be a model; expected {NamePattern.Expectation}"
            );
        }
    }

    /// <summary>Refuses a model that has neither a version nor a stage.</summary>
    /// <exception cref="InputError">with the nearest name.</exception>
    public static void MustKnow(RegistryView registry, string model)
    {
        string[] known = [.. registry.Models.Order(StringComparer.Ordinal)];
        if (!known.Contains(model))
        {
            var nearest = NearestName.Of(model, known) is { } near ? $" Did you mean '{near}'?" : "";
            throw new InputError(
                known.Length == 0
                    ? $"no version of {Quoted.Value(model)} is registered: 'assay register --model {model}' makes the first"
                    : $"no version of {Quoted.Value(model)} is registered; registered are {Quoted.List(known)}.{nearest}"
            );
        }
    }

    /// <summary>The version that is wanted, or the greatest when none is.</summary>
    /// <exception cref="InputError">when there is none.</exception>
    public static ModelVersion Version(RegistryView registry, string model, SemanticVersion? wanted)
    {
        MustKnow(registry, model);
        var versions = registry.VersionsOf(model);
        return versions.IsEmpty
                ? throw new InputError(
                    $"no version of {Quoted.Value(model)} is registered: 'assay register --model {model}' makes one of a run"
                )
            : wanted is null ? versions[^1]
            : registry.VersionOf(model, wanted)
                ?? throw new InputError(
                    $"there is no version '{model}@{wanted}'; the newest is {versions[^1].Version}, and 'assay models list' shows them all"
                );
    }
}
