using System.Collections.Immutable;
using Assay.Settings;

namespace Assay.Commands.Inits;

/// <summary>A model as far as a forge's files know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsServed">Whether an image of it is named.</param>
/// <param name="IsWatched">Whether it is watched for drift.</param>
/// <param name="Changes">Files whose change touches it, as GitLab's <c>rules:changes</c> takes them; empty for all.</param>
internal sealed record InitModel(string Name, bool IsServed, bool IsWatched, ImmutableArray<string> Changes)
{
    /// <summary>The Python of jobs where the repository names none.</summary>
    public const string UsualPython = "3.12";

    /// <summary>A model of the settings.</summary>
    /// <param name="model">The model.</param>
    /// <param name="isFolder">Whether a path of the repository is a folder.</param>
    public static InitModel Of(ModelSettings model, Func<string, bool> isFolder)
    {
        RepositoryPath?[] data = [model.Data?.Validation, model.Data?.Schema, model.Train?.Params];
        var inputs = model.Train?.Inputs ?? [];
        return new InitModel(
            model.Name,
            model.Image is not null,
            model.Drift is not null,
            inputs.IsEmpty
                ? []
                :
                [
                    .. inputs
                        .Concat(data.OfType<RepositoryPath>())
                        .Select(p => isFolder(p.Value) ? $"{p.Value}/**/*" : p.Value)
                        .Append(SettingsFile.Name)
                        .Where(p => !p.Contains('\'', StringComparison.Ordinal))
                        .Distinct(),
                ]
        );
    }

    /// <summary>Whether a flow has something to do for it.</summary>
    public bool Wants(string flow) =>
        flow switch
        {
            "model-release" => IsServed,
            "model-watch" => IsWatched,
            _ => true,
        };

    /// <summary>Whether a flow runs the team's own code.</summary>
    public static bool Trains(string flow) => flow is "model-mr" or "model-main" or "model-watch" or "model-retrain";
}
