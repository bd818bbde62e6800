using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Commands.Inits;
using Assay.Core.Names;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay init</c>: a forge's workflows and a first assay.yml, written into a repository.</summary>
internal static partial class Init
{
    private static readonly Input<ForgeChoice?> Forge = Input.Choice<ForgeChoice>(
        "forge",
        "Whose jobs are to judge models"
    ) with
    {
        Positional = true,
        Fallback = "the one that the remote's address names",
    };

    private static readonly Input<string?> From = Input.Path(
        "from",
        "The script that trains, from whose text a first assay.yml is made"
    ) with
    {
        Fallback = "train.py, if there is one",
    };

    private static readonly Input<bool> Force = Input.Switch("force", "Replace files that say something else");

    public static Command Command { get; } =
        new("init", "Write a forge's workflows and a first assay.yml into a repository", RunAsync)
        {
            Description =
                "What is there stays as it is, and where it differs is told. The script is read as text and not run; what it does "
                + "not tell is asked for by a comment, and then the file is a draft. Nothing is sent, committed or made public.",
            Inputs = [Forge, From, Force],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // Gather.
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var root = repository.Root;
        var remote = await repository.RemoteAsync(cancellationToken).ConfigureAwait(false);
        var forge =
            context.Inputs.Get(Forge)
            ?? await ForgeOfAsync(repository, remote, cancellationToken).ConfigureAwait(false);
        var branch = await BranchAsync(repository, remote, cancellationToken).ConfigureAwait(false);
        var python = PythonOf(Path.Combine(root, ".python-version"));
        var (models, files, draft) = Settings(context, root);

        // Decide.
        files.AddRange(
            forge == ForgeChoice.Github
                ? ForgeFiles.OfGitHub(models, branch, python)
                : ForgeFiles.OfGitLab(models, python)
        );
        var hasPipeline = File.Exists(Path.Combine(root, ForgeFiles.GitLabRoot.Path));
        if (forge == ForgeChoice.Gitlab && !hasPipeline)
        {
            files.Add(ForgeFiles.GitLabRoot);
        }

        // Act.
        var outcomes = new InitWriter(root).Write(files, context.Inputs.Get(Force));
        var next = NextSteps.Of(
            forge,
            models[0].Name,
            draft,
            branch ?? "main",
            hasPipeline
                && !File.ReadAllText(Path.Combine(root, ForgeFiles.GitLabRoot.Path)).Contains(ForgeFiles.GitLabPipeline)
        );
        Tell(context, forge, outcomes, draft, next);
        return ExitCode.Done;
    }

    // Settings that are there are read, and never written.
    private static (ImmutableArray<InitModel> Models, List<InitFile> Files, FirstSettings? Draft) Settings(
        CommandContext context,
        string root
    )
    {
        bool IsFolder(string path) => Directory.Exists(Path.Combine(root, path));
        if (File.Exists(Path.Combine(root, SettingsFile.Name)))
        {
            var project = SettingsFile.Read(root);
            if (context.Inputs.Get(From) is not null)
            {
                context.Runner.Notice($"{SettingsFile.Name} is there already; --from was not needed.");
            }

            return project.Models.IsEmpty
                ? throw new InputError(
                    $"{SettingsFile.Name} declares no model; add one under 'models:'",
                    new(SettingsFile.Name)
                )
                : ([.. project.Models.Values.Select(m => InitModel.Of(m, IsFolder))], [], null);
        }

        var name = NameOf(root);
        var search = new ScriptSearch(root);
        var script = context.Inputs.Get(From) is { } given ? search.Named(given) : search.Usual;
        if (script is null)
        {
            var nothing = FirstSettings.Nothing(name);
            return ([new InitModel(name, false, false, [])], [new InitFile(nothing.Path, nothing.Text)], nothing);
        }

        var (found, requirements) = search.Read(script, name);
        var first = FirstSettings.Of(found);
        List<InitFile> files = [new InitFile(first.Path, first.Text)];
        files.AddRange(requirements is null ? [] : [requirements]);
        ImmutableArray<InitModel> models = first.IsDraft
            ? [new InitModel(name, false, false, [])]
            :
            [
                .. SettingsReader
                    .Read(first.Text, SettingsFile.Name, _ => null)
                    .Models.Values.Select(m => InitModel.Of(m, IsFolder)),
            ];
        return (models, files, first.IsDraft ? first : null);
    }

    private static async Task<ForgeChoice> ForgeOfAsync(
        GitRepository repository,
        string? remote,
        CancellationToken cancellationToken
    )
    {
        var address = remote is null
            ? ""
            : await repository.Git.RunAsync(["remote", "get-url", remote], cancellationToken).ConfigureAwait(false);
        return address.Contains("github", StringComparison.OrdinalIgnoreCase) ? ForgeChoice.Github
            : address.Contains("gitlab", StringComparison.OrdinalIgnoreCase) ? ForgeChoice.Gitlab
            : throw new InputError("say which forge the repository is on: assay init github, or assay init gitlab");
    }

    private static async Task<string?> BranchAsync(
        GitRepository repository,
        string? remote,
        CancellationToken cancellationToken
    )
    {
        if (await repository.DefaultBranchAsync(remote, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        var head = await repository
            .Git.TryAsync(["symbolic-ref", "--quiet", "--short", "HEAD"], cancellationToken)
            .ConfigureAwait(false);
        return head.ExitCode == 0 ? head.Output.Trim() : null;
    }

    private static string NameOf(string root)
    {
        var name = NotInNames().Replace(Path.GetFileName(root), "-").Trim('-', '_');
        return TextAttribute.Fits(name, NamePattern.Text) ? name : "model";
    }

    private static string? PythonOf(string file) =>
        File.Exists(file) && PythonVersion().Match(File.ReadAllText(file)) is { Success: true } version
            ? version.Value
            : null;

    private static void Tell(
        CommandContext context,
        ForgeChoice forge,
        ImmutableArray<InitOutcome> outcomes,
        FirstSettings? draft,
        ImmutableArray<string> next
    )
    {
        if (context.Json)
        {
            context.WriteJson(
                InitDocument.Of(KebabCase.Of(forge), outcomes, draft is not null, next),
                InitJson.Default.InitDocument
            );
            return;
        }

        foreach (var outcome in outcomes.Where(o => o.State != InitState.Unchanged))
        {
            context.Runner.Result(
                outcome.State == InitState.Written
                    ? $"written  {outcome.Path}"
                    : $"kept     {outcome.Path} (differs from {outcome.Difference} on; --force replaces it)"
            );
        }

        if (outcomes.All(o => o.State == InitState.Unchanged))
        {
            context.Runner.Info("Nothing to do: every file is there.");
            return;
        }

        foreach (var missing in draft?.ToFill ?? [])
        {
            context.Runner.Warning($"{FirstSettings.DraftPath} lacks {missing}");
        }

        context.Runner.Result("\nNext:\n" + string.Join('\n', next.Select((step, i) => $"{i + 1}. {step}")));
    }

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex NotInNames();

    [GeneratedRegex(@"(?<![\w.])3\.\d+(?![\w])")]
    private static partial Regex PythonVersion();
}
