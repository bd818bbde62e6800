using System.Collections.Immutable;
using System.Globalization;
using Assay.Commands.Plans;
using Assay.Commands.PullRequests;
using Assay.Core.Names;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Spectre.Console;

namespace Assay.Commands;

/// <summary><c>assay plan</c>: the models that a change touches, as a matrix of jobs.</summary>
internal static class Plan
{
    // GitHub's limit of jobs in one matrix.
    private const int MostJobs = 256;

    private static readonly char[] BetweenNames = [',', ' ', '\n', '\r', '\t'];

    private static readonly Input<string?> Model = Input.Text(
        "model",
        "Plan this model, whatever has changed, or several with commas between them"
    );

    private static readonly Input<bool> All = Input.Switch("all", "Plan every model, whatever has changed");

    private static readonly Input<string?> Base = Input.Text(
        "base",
        "Branch, tag or commit that the change is compared with"
    ) with
    {
        Fallback = "a pull request's target, the commit before a push, else the default branch",
    };

    private static readonly Input<string> Runner = Input.Text(
        "runner",
        "Labels of the runner where train.runner names none, with commas between them",
        "ubuntu-latest"
    );

    private static readonly Input<PlanSection> Section = Input.Choice(
        "section",
        "Plan the models that have this section of assay.yml",
        PlanSection.Train
    );

    private static readonly Output MatrixOutput = new(
        "matrix",
        "The jobs, as `strategy.matrix` takes them: an `include` of `model`, `runs-on` and `artifact`"
    );

    private static readonly Output ModelsOutput = new("models", "The models' names, as a JSON list");
    private static readonly Output CountOutput = new("count", "How many there are; a matrix of 0 is to be skipped");

    private static readonly Output PullRequestOutput = new(
        "pull-request",
        "Number of the pull request; after another workflow, of the one open pull request that it was about, else empty"
    );

    private static readonly Output BaseOutput = new("base", "The branch that the pull request goes to, else empty");

    public static Command Command { get; } =
        new("plan", "Say which models a change touches, as a matrix of jobs", RunAsync)
        {
            Description =
                "A change touches a model when one of the files that assay.yml names for it changed, or its own settings did. A "
                + "comment in assay.yml, or another model's settings, touches nothing. Where there is nothing to compare with (a "
                + "schedule, a job started by hand, a first push) every model is planned. No model is no error.",
            Audience = Audience.Jobs,
            Icon = "git-pull-request",
            Inputs = [Model, All, Base, Runner, Section, ForgeAccess.Token],
            Outputs = [MatrixOutput, ModelsOutput, CountOutput, PullRequestOutput, BaseOutput],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // Gather.
        var runner = Labels(context.Inputs.Get(Runner));
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var names = (context.Inputs.Get(Model) ?? "").Split(BetweenNames, StringSplitOptions.RemoveEmptyEntries);
        var section = context.Inputs.Get(Section);
        var follows = FollowedPullRequest.IsExpected(context);
        var followed = follows
            ? await FollowedPullRequest.FindAsync(context, repository, cancellationToken).ConfigureAwait(false)
            : null;
        if (follows && followed is null)
        {
            Act(context, [], null, null, "");
            return ExitCode.Done;
        }

        var project = followed is null
            ? SettingsFile.Read(repository.Root)
            : await CommittedSettings.ReadAsync(repository, followed.Head, cancellationToken).ConfigureAwait(false)
                ?? throw new InputError($"pull request {followed.Number} has no {SettingsFile.Name}");
        PlanScope? scope =
            names.Length > 0 ? null
            : context.Inputs.Get(All) ? new PlanScope.Everything("every model was asked for")
            : await PlanScope
                .FindAsync(repository, context.Event, followed, context.Inputs.Get(Base), cancellationToken)
                .ConfigureAwait(false);

        // Decide.
        ImmutableArray<PlannedModel> planned = scope switch
        {
            null => [.. names.Distinct().Select(name => Asked(project, name, section, runner))],
            PlanScope.Everything everything =>
            [
                .. section.ModelsOf(project).Select(m => PlannedModel.Of(m, runner, everything.Reason)),
            ],
            PlanScope.Since since =>
            [
                .. from touched in await TouchedAsync(
                        context,
                        repository,
                        project,
                        since,
                        followed?.Head,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                where section.IsIn(touched.Model)
                select PlannedModel.Of(touched.Model, runner, touched.Reason),
            ],
            _ => throw new InvalidOperationException($"{scope} is no scope of a plan"),
        };
        if (planned.Length > MostJobs)
        {
            throw new InputError(
                $"{planned.Length} models are to be trained, and a matrix holds at most {MostJobs} jobs (GitHub's limit): "
                    + "name the models of each part with --model, one workflow a part, or list fewer files in train.inputs"
            );
        }

        // Act.
        Act(
            context,
            planned,
            (scope as PlanScope.Since)?.Name,
            followed?.Number ?? context.Event.PullRequest?.Number,
            followed?.BaseRef ?? context.Event.PullRequest?.BaseRef ?? ""
        );
        return ExitCode.Done;
    }

    private static void Act(
        CommandContext context,
        ImmutableArray<PlannedModel> planned,
        string? comparedWith,
        int? pullRequest,
        string baseRef
    )
    {
        var document = PlanDocument.Of(planned, comparedWith);
        context.Runner.SetOutput(MatrixOutput, document.MatrixText);
        context.Runner.SetOutput(ModelsOutput, document.ModelsText);
        context.Runner.SetOutput(CountOutput, document.Count.ToString(CultureInfo.InvariantCulture));
        context.Runner.SetOutput(PullRequestOutput, pullRequest?.ToString(CultureInfo.InvariantCulture) ?? "");
        context.Runner.SetOutput(BaseOutput, baseRef);
        Tell(context, planned, document);
    }

    private static PlannedModel Asked(
        ProjectSettings project,
        string name,
        PlanSection section,
        ImmutableArray<string> runner
    )
    {
        var model = DeclaredModel.Find(project, name);
        return section.IsIn(model)
            ? PlannedModel.Of(model, runner, "asked for")
            : throw new InputError(
                $"models.{name} has no '{KebabCase.Of(section)}' section; add one",
                model.Source.Section
            );
    }

    private static async Task<ImmutableArray<(ModelSettings Model, string Reason)>> TouchedAsync(
        CommandContext context,
        GitRepository repository,
        ProjectSettings project,
        PlanScope.Since since,
        string? head,
        CancellationToken cancellationToken
    )
    {
        // A job's working tree may hold what an earlier step left; a person's holds what comes next.
        var changed =
            context.Environment.Forge == ForgeKind.None
                ? await ChangedPaths
                    .ToWorkingTreeAsync(repository, since.Commit, cancellationToken)
                    .ConfigureAwait(false)
                : await ChangedPaths
                    .BetweenAsync(repository, since.Commit, head ?? "HEAD", cancellationToken)
                    .ConfigureAwait(false);
        ProjectSettings? before;
        try
        {
            before = await CommittedSettings
                .ReadAsync(repository, since.Commit, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (InputError)
        {
            return [.. project.Models.Values.Select(m => (m, $"{SettingsFile.Name} could not be read before"))];
        }

        return
        [
            .. from model in project.Models.Values
            where model.Train is not null
            let earlier = before?.Models.GetValueOrDefault(model.Name)
            let reason = PlannedModel.ReasonOf(project, model, earlier, changed)
            where reason is not null
            select (model, reason),
        ];
    }

    private static ImmutableArray<string> Labels(string text)
    {
        ImmutableArray<string> labels =
        [
            .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        ];
        return !labels.IsEmpty && labels.All(label => TextAttribute.Fits(label, RunnerPattern.Text))
            ? labels
            : throw new InputError(
                $"runner: {Quoted.Value(text)} holds no labels of a runner; expected, for example, 'self-hosted, gpu'"
            );
    }

    private static void Tell(CommandContext context, ImmutableArray<PlannedModel> planned, PlanDocument document)
    {
        if (context.Json)
        {
            context.WriteJson(document, PlanJson.Default.PlanDocument);
            return;
        }

        if (document.Base is { } comparedWith)
        {
            context.Runner.Info($"Compared with {comparedWith}.");
        }

        if (planned.IsEmpty)
        {
            context.Runner.Info("No model is touched: nothing to train.");
            return;
        }

        var table = new Table().Border(TableBorder.None).AddColumns("model", "runner", "why");
        foreach (var model in planned)
        {
            table.AddRow(new Text(model.Name), new Text(string.Join(", ", model.Runner)), new Text(model.Reason));
        }

        context.Write(table);
    }
}
