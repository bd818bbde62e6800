using Assay.Settings;

namespace Assay.Descriptions;

/// <summary>All files that are generated from the commands and from the types that read assay.yml.</summary>
internal static class GeneratedFiles
{
    private const string Image = "Dockerfile";

    /// <param name="commands">The commands.</param>
    /// <param name="image">What the actions run, a published image; null builds the Dockerfile beside the root manifest.</param>
    public static IEnumerable<GeneratedFile> Of(IEnumerable<Command> commands, string? image)
    {
        yield return GeneratedFile.Whole(SettingsSchema.Path, SettingsSchema.Write());
        yield return new GeneratedFile(
            SettingsTable.Path,
            file =>
                file is null
                    ? $"# assay.yml\n\n{MarkedBlock.Write(SettingsTable.Write())}\n"
                    : MarkedBlock.Replace(SettingsTable.Path, file, SettingsTable.Write())
        );

        Command[] actions = [.. commands.Where(c => c.IsAction)];
        foreach (var action in actions)
        {
            yield return GeneratedFile.Whole(
                $"actions/{action.Name}/action.yml",
                ActionManifest.Of(action, image ?? $"../../{Image}")
            );
            yield return ActionReadMe.Of(action);
            yield return GitLabTemplate.Of(action);
        }

        if (actions.Length == 0)
        {
            yield break;
        }

        yield return GeneratedFile.Whole("action.yml", ActionManifest.OfSuite(actions, image ?? Image));
        yield return new GeneratedFile(
            "README.md",
            file =>
                file is null
                    ? $"# Assay\n\n{MarkedBlock.Write(ActionReadMe.TableOf(actions))}\n"
                    : MarkedBlock.Replace("README.md", file, ActionReadMe.TableOf(actions))
        );
    }
}
