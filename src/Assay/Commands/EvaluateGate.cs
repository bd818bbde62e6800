using System.Collections.Immutable;
using Assay.Commands.Gating;
using Assay.Commands.PullRequests;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using Assay.Core.Reports.Json;
using Assay.Core.Reports.Sections;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Events;
using Assay.Toolkit.Inputs;
using Assay.Training.Containers;

namespace Assay.Commands;

/// <summary><c>assay evaluate-gate</c>: a challenger against the champion on held-out rows, with reasons.</summary>
internal static class EvaluateGate
{
    private const int HistoryLength = 12;

    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model in assay.yml");

    private static readonly Input<string> RunName = Input.Text(
        "run",
        "The challenger: a run's id, its first digits, or `latest`",
        "latest"
    );

    private static readonly Input<string?> Against = Input.Text(
        "against",
        "What to compare with: a stage, a version, a branch or revision, or `merge-base`"
    ) with
    {
        Fallback = "gate.against in assay.yml",
    };

    private static readonly Input<string?> Report = Input.Path(
        "report",
        "Folder for the comment, the report and the charts; .assay/reports/MODEL when left out"
    );

    private static readonly Output Verdict = new("verdict", "`pass`, `fail`, `inconclusive`, `no-data` or `error`");
    private static readonly Output Decision = new(
        "decision",
        "What the policy makes of it here: `accept`, `neutral` or `refuse`."
    );
    private static readonly Output Headline = new("headline", "The sentence with the number that decided");
    private static readonly Output ReportFolder = new("report", "The folder of the report, from the workspace");
    private static readonly Output EvaluationId = new("run-id", "Id of the run that records the verdict");

    public static Command Command { get; } =
        new(
            "evaluate-gate",
            "Compare a model with the champion on held-out data, and say whether it may replace it",
            RunAsync
        )
        {
            Description =
                "Scores both models on the validation rows, judges by the gate of assay.yml as the target branch has it, "
                + "writes a comment, a report and charts, and records the verdict.",
            Audience = Audience.Jobs,
            Icon = "check-circle",
            Inputs = [Model, RunName, Against, Report],
            Outputs = [Verdict, Decision, Headline, ReportFolder, EvaluationId],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var startedAt = context.Clock.GetUtcNow();
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        using var scratch = new ScratchFolder(context.Environment.TempDirectory, context.Random);

        // Gather.
        var project = SettingsFile.Read(repository.Root);
        var proposed = DeclaredModel.Find(project, context.Inputs.Get(Model));
        var showValues = Disclosure.ShowsValues(project, context);
        var target = await TargetBranch
            .FindAsync(repository, context.Event, w => context.Runner.Warning(w), cancellationToken)
            .ConfigureAwait(false);
        var rules = await GateRules.ReadAsync(repository, proposed, target, cancellationToken).ConfigureAwait(false);
        var ledger = await Ledger
            .OpenAsync(repository, context.Clock, w => context.Runner.Warning(w), cancellationToken)
            .ConfigureAwait(false);
        var summary = await ledger
            .FindAsync(rules.Model.Name, context.Inputs.Get(RunName), cancellationToken)
            .ConfigureAwait(false);
        var challenger = await ledger.GetAsync(summary, cancellationToken).ConfigureAwait(false);
        var against = context.Inputs.Get(Against) ?? rules.Policy.Against;
        var registry = await new ModelRegistry(ledger.Store, w => context.Runner.Warning(w))
            .ReadAsync(cancellationToken)
            .ConfigureAwait(false);
        var champion = await new ChampionSearch(repository, ledger, registry, rules.Model.Name, target)
            .FindAsync(against, summary.Id, cancellationToken)
            .ConfigureAwait(false);
        if (champion is null && registry.StagesOf(rules.Model.Name).ToArray() is { Length: > 0 } stages)
        {
            context.Runner.Notice(
                $"There is nothing in {Quoted.Value(against)} to compare with; the stages of {rules.Model.Name} are {Quoted.List(stages)}."
            );
        }

        var data = await GateData.ReadAsync(repository.Root, rules.Model, cancellationToken).ConfigureAwait(false);
        var scorer = new SideScorer(ledger, repository, proposed, data.File, data.Input.Sha256, data.Rows, context);
        var sides = await GateSides
            .ScoreAsync(scorer, rules.Model, data, (summary, challenger), champion, scratch, cancellationToken)
            .ConfigureAwait(false);
        var changes = await data.ChangesAsync(repository, target, cancellationToken).ConfigureAwait(false);
        var runs = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var code = await repository.StateAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<Problem> unjudged = [.. KeysWithoutEffect.OfGate(rules.Model)];

        // Decide.
        var policy = rules.Policy with
        {
            Against = against,
        };
        var verdict = Gate.Judge(policy, sides.Evidence);
        var report = new GateReport
        {
            Model = rules.Model.Name,
            Task = rules.Model.Task,
            Verdict = verdict,
            Decision = policy.Decide(verdict.Outcome),
            Policy = policy,
            Run = challenger,
            ChampionRun = champion?.Run,
            Evidence = sides.Source(data, [.. unjudged.Select(p => p.Message)]),
            PolicyChanges = [.. rules.Changes, .. changes],
            History = HistoryOf([.. runs.Where(r => r.Model == rules.Model.Name)], verdict),
            At = context.Clock.GetUtcNow(),
            Charts = sides.Evidence.Problem is null ? GateCharts.Of(verdict, policy, sides.Evidence, showValues) : [],
            Command = $"assay evaluate-gate --model {rules.Model.Name} --run {challenger.Id} --against {against}",
        };

        // Act.
        var folder =
            context.Inputs.Get(Report) ?? Path.Combine(repository.Root, OwnFolder.Name, "reports", rules.Model.Name);
        var files = await GateFiles
            .WriteAsync(
                repository.Root,
                folder,
                report,
                showValues,
                GateRemarks.Of(proposed, report),
                cancellationToken
            )
            .ConfigureAwait(false);
        WorkspaceOwner.GiveBack(repository.Root, context.Environment.IsPrivileged, folder);
        var run = EvaluationRun.Of(
            RunId.New(context.Clock.GetUtcNow(), context.Random(10)),
            report,
            summary,
            data.Input,
            context.Event.Actor ?? await repository.UserAsync(cancellationToken).ConfigureAwait(false),
            code,
            startedAt,
            JudgedCommit.Of(context.Event, code?.Commit) is { } judged
                ? PullRequestTags.Of(judged.PullRequest, judged.Sha)
                : ImmutableSortedDictionary<string, string>.Empty,
            folder,
            [GateFiles.Document, ModelSectionJson.FileName, .. RecordedPictures(context.Event, files)]
        );
        var sent = await ledger.AddAsync([new RunFolder(run, folder)], cancellationToken).ConfigureAwait(false);
        context.Runner.SetOutput(Verdict, KebabCase.Of(verdict.Outcome));
        context.Runner.SetOutput(Decision, KebabCase.Of(report.Decision.PullRequest));
        context.Runner.SetOutput(Headline, verdict.Headline);
        context.Runner.SetOutput(ReportFolder, context.Environment.FromWorkspace(folder));
        context.Runner.SetOutput(EvaluationId, run.Id.ToString());
        context.Runner.AppendSummary(files.Summary);
        context.Runner.Report(RuleChecks.Of($"gate {report.Model}", verdict.Rules, report.At - startedAt));
        Say(context, report, unjudged, showValues, folder);
        return LedgerPush.Say(context, sent, isVerdict: true) ? GateExit.Of(policy, verdict.Outcome) : ExitCode.Failed;
    }

    // Pictures make a ledger large: kept where a pull request's comment can show them.
    private static ImmutableArray<string> RecordedPictures(EventContext current, GateFiles files) =>
        current.PullRequest is null && current.Source is null ? []
        : current.Forge == ForgeKind.GitLab || current.IsPublic == true ? files.Pictures
        : [];

    private static ImmutableArray<double> HistoryOf(ImmutableArray<RunSummary> runs, Verdict verdict)
    {
        var name = verdict.Primary?.Metric.ToString();
        return
        [
            .. runs.Where(r => r.Kind == RunKind.Evaluation && r.Judgement!.Outcome == Outcome.Pass)
                .Select(r => r.Metrics.GetValueOrDefault(name ?? "", double.NaN))
                .Where(double.IsFinite)
                .Take(HistoryLength)
                .Reverse(),
        ];
    }

    private static void Say(
        CommandContext context,
        GateReport report,
        ImmutableArray<Problem> unjudged,
        bool showValues,
        string folder
    )
    {
        var verdict = report.Verdict;
        if (context.Json)
        {
            context.Runner.Result(GateReportJson.Write(report, showValues).TrimEnd('\n'));
        }
        else
        {
            context.Runner.Result($"{report.Model} · {KebabCase.Of(verdict.Outcome)}: {verdict.Headline}");
        }

        foreach (var rule in verdict.Rules.Where(r => r.IsJudged && r.Outcome is { } o && o != Outcome.Pass))
        {
            var text = $"{rule.Rule}: {rule.Reason}";
            if (rule.Blocking && report.Decision.PullRequest == Core.Gates.Decision.Refuse)
            {
                context.Runner.Error(text);
            }
            else
            {
                context.Runner.Warning(text);
            }
        }

        foreach (var key in unjudged)
        {
            context.Runner.Warning(key.Message, key.Location);
        }

        foreach (var change in report.PolicyChanges)
        {
            context.Runner.Warning(
                $"this change also changes the gate: {change}; the rules of the target branch decided"
            );
        }

        context.Runner.Info($"Report: {Path.Combine(folder, GateFiles.Page)}");
    }
}
