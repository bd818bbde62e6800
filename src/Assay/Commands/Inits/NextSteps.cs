using System.Collections.Immutable;
using Assay.Settings;

namespace Assay.Commands.Inits;

/// <summary>The three things to do after the files are there.</summary>
internal static class NextSteps
{
    /// <param name="forge">Whose files they are.</param>
    /// <param name="model">The first model.</param>
    /// <param name="draft">The settings, where they are a draft.</param>
    /// <param name="branch">The default branch.</param>
    /// <param name="hasOwnPipeline">Whether GitLab's pipeline is the team's own and does not include ours yet.</param>
    public static ImmutableArray<string> Of(
        ForgeChoice forge,
        string model,
        FirstSettings? draft,
        string branch,
        bool hasOwnPipeline
    ) =>
        [
            draft is null
                ? $"See here what a {Request(forge)} will say: assay train --model {model} && assay evaluate-gate --model {model}"
                : $"Fill in {FirstSettings.DraftPath} where it says so, rename it to {SettingsFile.Name}, and run this again",
            hasOwnPipeline
                ? $"Add '- local: {ForgeFiles.GitLabPipeline}' under 'include:' in {ForgeFiles.GitLabRoot.Path}, commit, push, and open a merge request that touches the model"
                : $"Commit the files, push them to {branch}, and open a {Request(forge)} that touches the model",
            forge == ForgeChoice.Github
                ? $"Require the check 'assay' in a ruleset of {branch}, and reviewers in the environment 'production' (Settings)"
                : "Let jobs record what they find: Settings > CI/CD > Job token permissions > Allow Git push requests to the repository",
        ];

    private static string Request(ForgeChoice forge) => forge == ForgeChoice.Github ? "pull request" : "merge request";
}
