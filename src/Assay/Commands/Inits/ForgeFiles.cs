using System.Collections.Immutable;
using System.Text;
using Assay.Descriptions;

namespace Assay.Commands.Inits;

/// <summary>What a forge's jobs need in a repository.</summary>
internal static class ForgeFiles
{
    /// <summary>Where GitLab's templates go.</summary>
    public const string GitLabFolder = "ci/assay";

    /// <summary>The pipeline that includes GitLab's templates, one include a model and flow.</summary>
    public const string GitLabPipeline = $"{GitLabFolder}/pipeline.yml";

    private const string Branches = "[main, master]";

    /// <summary>GitHub's workflows, those that nothing in the settings asks for left out.</summary>
    /// <param name="models">The models.</param>
    /// <param name="branch">The default branch; null when it is not known.</param>
    /// <param name="python">The Python that the repository names; null for the usual one.</param>
    public static ImmutableArray<InitFile> OfGitHub(
        IReadOnlyCollection<InitModel> models,
        string? branch,
        string? python
    ) =>
        [
            .. from path in StarterFiles.In("github")
            let name = System.IO.Path.GetFileNameWithoutExtension(path)
            where path.EndsWith(".yml", StringComparison.Ordinal) && models.Any(m => m.Wants(name))
            let text = StarterFiles.Read(path)
            select new InitFile(
                $".github/workflows/{name}.yml",
                text.Replace(Branches, branch is null ? Branches : $"[{Yaml.Scalar(branch)}]", StringComparison.Ordinal)
                    .Replace(
                        $"\"{InitModel.UsualPython}\"",
                        $"\"{python ?? InitModel.UsualPython}\"",
                        StringComparison.Ordinal
                    )
            ),
        ];

    /// <summary>GitLab's templates, and the pipeline that includes them.</summary>
    public static ImmutableArray<InitFile> OfGitLab(IReadOnlyCollection<InitModel> models, string? python)
    {
        var pipeline = new StringBuilder("# Written by 'assay init gitlab': one include a model and flow.\ninclude:\n");
        var flows = StarterFiles
            .In("gitlab/flows")
            .Select(path => System.IO.Path.GetFileNameWithoutExtension(path))
            .ToList();
        foreach (var (model, flow) in models.SelectMany(m => flows.Where(m.Wants).Select(flow => (m, flow))))
        {
            pipeline.Append(
                $"  - local: {GitLabFolder}/flows/{flow}.yml\n    inputs:\n      model: {Yaml.Scalar(model.Name)}\n"
            );
            if (InitModel.Trains(flow))
            {
                pipeline.Append($"      job-image: {Yaml.Scalar($"python:{python ?? InitModel.UsualPython}")}\n");
            }

            if (flow == "model-mr" && !model.Changes.IsEmpty)
            {
                pipeline.Append($"      changes: [{string.Join(", ", model.Changes.Select(c => $"'{c}'"))}]\n");
            }
        }

        return
        [
            .. StarterFiles
                .In("gitlab")
                .Select(path => new InitFile(GitLabFolder + path["gitlab".Length..], StarterFiles.Read(path))),
            new InitFile(GitLabPipeline, pipeline.ToString()),
        ];
    }

    /// <summary>The pipeline of a repository that has none.</summary>
    public static InitFile GitLabRoot { get; } = new(".gitlab-ci.yml", $"include:\n  - local: {GitLabPipeline}\n");
}
