using Assay.Core.Names;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>Names of the registry as people type them.</summary>
internal static class RegistryNames
{
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
}
