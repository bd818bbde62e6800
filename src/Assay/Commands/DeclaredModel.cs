using Assay.Core.Names;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>The model that a command was asked for.</summary>
internal static class DeclaredModel
{
    /// <summary>The model of that name.</summary>
    /// <exception cref="InputError">when assay.yml declares none, with the nearest.</exception>
    public static ModelSettings Find(ProjectSettings project, string name)
    {
        if (project.Models.TryGetValue(name, out var model))
        {
            return model;
        }

        var nearest = NearestName.Of(name, project.Models.Keys) is { } near ? $" Did you mean '{near}'?" : "";
        throw new InputError(
            project.Models.IsEmpty
                ? $"there is no model {Quoted.Value(name)}: {SettingsFile.Name} declares none; add it under 'models:'"
                : $"there is no model {Quoted.Value(name)}; {SettingsFile.Name} declares {Quoted.List([.. project.Models.Keys])}.{nearest}",
            new SourceLocation(SettingsFile.Name)
        );
    }
}
