using Assay.Commands.Drifting;
using Assay.Commands.PullRequests;
using Assay.Commands.Rollouts;
using Assay.Core.Drift;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Reports.Drift;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Toolkit.Runners;
using Assay.Training.Containers;

namespace Assay.Commands;

/// <summary><c>assay drift-check</c>: what a model is asked now against what it was trained on, with reasons.</summary>
internal static class CheckDrift
{
    private static readonly TimeSpan UsualCooldown = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestTraining = TimeSpan.FromHours(23);

    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model in assay.yml");

    private static readonly Input<string?> Wanted = Input.Text(
        "version",
        "The version whose training data are the reference"
    ) with
    {
        Fallback = "the one in the stage",
    };

    private static readonly Input<string?> Stage = Input.Text("stage", "The stage whose version it is") with
    {
        Fallback = "the target's stage, else gate.against in assay.yml",
    };

    private static readonly Input<string?> Target = Input.Text(
        "target",
        "The target of deploy.targets whose stage it is, and whose requests are looked at"
    );

    private static readonly Input<string?> Current = Input.Text(
        "current",
        "What to look at: a file of rows, a profile that a server kept, the address of one, or `requests`"
    ) with
    {
        Fallback = "drift.current in assay.yml, else requests",
    };

    private static readonly Input<string?> Token = Input.Text(
        "admin-token",
        "What the server's admin port wants, where the current data are read from one"
    ) with
    {
        Secret = true,
    };

    private static readonly Input<bool> Reset = Input.Switch(
        "reset",
        "Let the server count anew after a check that told something; with `requests` or an address"
    );

    private static readonly Input<string?> Report = Input.Path(
        "report",
        "Folder for the comment, the report and the charts; .assay/drift/MODEL when left out"
    );

    private static readonly Output Verdict = new("verdict", "`pass`, `fail`, `inconclusive`, `no-data` or `error`");
    private static readonly Output Headline = new("headline", "The sentence with the columns that decided");
    private static readonly Output Drifted = new("drifted", "How many columns drifted");
    private static readonly Output ReportFolder = new("report", "The folder of the report, from the workspace");
    private static readonly Output RetrainingOutput = new(
        "retraining",
        "`finished`, `failed` or `waits` (one began not long ago); empty when none was asked for"
    );
    private static readonly Output RunIdOutput = new("run-id", "Id of the retraining's run, if there is one");

    private static readonly Output ResetOutput = new(
        "reset",
        "`true` when the server counts anew from this check on, else `false`"
    );

    public static Command Command { get; } =
        new("drift-check", "Compare what a model is asked now with what it was trained on", RunAsync)
        {
            Description =
                "Compares each column's distribution, missing values and categories with the profile that the version's training "
                + "kept. A column drifted when the change is significant and large; the conditions of assay.yml say how much drift "
                + "is too much, and whether it starts a retraining.",
            Audience = Audience.Jobs,
            Icon = "trending-up",
            Inputs = [Model, Wanted, Stage, Target, Current, Token, Reset, ForgeAccess.Token, Report],
            Outputs = [Verdict, Headline, Drifted, ReportFolder, RetrainingOutput, RunIdOutput, ResetOutput],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InputError or OperationError)
        {
            await DriftIssues
                .TellBrokenAsync(context, context.Inputs.Get(Model), e.Message, cancellationToken)
                .ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ExitCode> CheckAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var startedAt = context.Clock.GetUtcNow();
        var wanted = VersionInput.Read(context.Inputs.Get(Wanted));
        var access = await RegistryAccess.OpenAsync(context, hurried: false, cancellationToken).ConfigureAwait(false);
        var (repository, ledger) = (access.Repository, access.Ledger);
        using var scratch = new ScratchFolder(context.Environment.TempDirectory, context.Random);

        // Gather.
        var project = SettingsFile.Read(repository.Root);
        var model = DeclaredModel.Find(project, context.Inputs.Get(Model));
        var settings = model.Drift ?? new DriftSettings();
        var showValues = Disclosure.ShowsValues(project, context);
        var targets = new RolloutAccess(access, model, context);
        var target = context.Inputs.Get(Target) is { } place ? targets.Target(place) : null;
        var stage = context.Inputs.Get(Stage);
        var registry = await access.Registry.ReadAsync(cancellationToken).ConfigureAwait(false);
        var version = WatchedVersion.Find(registry, model, wanted, stage, target);
        var summary = await ledger
            .FindAsync(model.Name, version.Run.ToString(), cancellationToken)
            .ConfigureAwait(false);
        var reference = await DriftReference
            .ReadAsync(ledger, repository.Root, model, summary, scratch.Path, cancellationToken)
            .ConfigureAwait(false);
        var given = context.Inputs.Get(Current);
        var named = given ?? settings.Current.Path?.Value ?? DriftSettings.Requests;
        var current = await CurrentData
            .ReadAsync(
                named,
                given is null ? repository.Root : context.Environment.WorkingDirectory,
                model,
                reference.Profile,
                new ServedRequests(targets, target, stage),
                context.Inputs.Get(Reset) ? Convert.ToHexStringLower(context.Random(8)) : null,
                context.Inputs.Get(Token),
                context,
                cancellationToken
            )
            .ConfigureAwait(false);

        // Decide.
        var policy = current.IsServed ? PolicyOf(settings, reference.Profile, current.Profile) : settings.ToPolicy();
        var result = DriftCheck.Judge(reference.Profile, current.Profile, policy);
        var report = new DriftCheckReport
        {
            Result = result,
            Version = version.Version.ToString(),
            Run = version.Run,
            Reference = reference.Source,
            Current = current.Source,
            Since = current.Profile.Since,
            Until = current.Profile.Until,
            At = context.Clock.GetUtcNow(),
            Charts = DriftCharts.Of(result, reference.Profile, current.Profile, showValues),
            Command =
                $"assay drift-check --model {model.Name} --version {version.Version}{(target is null ? "" : $" --target {target.Name}")} --current {ShellWord(named)}",
        };

        // Act.
        var folder = context.Inputs.Get(Report) ?? Path.Combine(repository.Root, OwnFolder.Name, "drift", model.Name);
        var files = new DriftFiles(repository.Root, folder, showValues);
        var retraining = new DriftRetraining(new RetrainingJournal(ledger.Store, model.Name), context);
        await files.WriteAsync(report, cancellationToken).ConfigureAwait(false);
        SetOutputs(context, report, folder);
        if (result.Outcome == Outcome.Fail && settings.OnDrift.Contains(DriftAction.Retrain))
        {
            var step = await retraining
                .BeginAsync(
                    result,
                    version.Version,
                    settings.Cooldown ?? UsualCooldown,
                    PatienceWith(model.Train),
                    access.Actor,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (step.State == RetrainingState.Begun)
            {
                context.Runner.Info($"{model.Name} {version.Version} drifted: {result.Headline}. Retraining …");
                step = await retraining
                    .TrainAsync(model.Name, version.Version, cancellationToken)
                    .ConfigureAwait(false);
            }

            report = report with { Retraining = step };
            await files.WriteAsync(report, cancellationToken).ConfigureAwait(false);
            SetOutputs(context, report, folder);
        }

        var isTold =
            !settings.OnDrift.Contains(DriftAction.Issue)
            || await new DriftIssues(context, repository.Root)
                .TellAsync(report, showValues, cancellationToken)
                .ConfigureAwait(false);
        var isReset = await ProfileReset.DoAsync(current, report, context, cancellationToken).ConfigureAwait(false);
        context.Runner.SetOutput(ResetOutput, isReset ? "true" : "false");
        WorkspaceOwner.GiveBack(repository.Root, context.Environment.IsPrivileged, folder);
        context.Runner.AppendSummary(files.Summary(report));
        context.Runner.Report(RuleChecks.Of($"drift {model.Name}", result.Rules, report.At - startedAt));
        Say(context, report, model, showValues, folder);
        return DriftExit.Of(result.Outcome, settings.OnDrift, report.Retraining?.State, isTold);
    }

    // A server is asked for the model's inputs alone: what else the training data hold is no absent column.
    private static DriftPolicy PolicyOf(DriftSettings settings, Profile reference, Profile served)
    {
        var policy = settings.ToPolicy();
        var asked = served.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return policy with
        {
            Ignore = [.. policy.Ignore, .. reference.Columns.Select(c => c.Name).Where(n => !asked.Contains(n))],
        };
    }

    // Beside the training there is the way to its rows and its run.
    private static TimeSpan PatienceWith(TrainSettings? train) =>
        ((train?.Timeout ?? LongestTraining) * (1 + (train?.Retries ?? 0))) + TimeSpan.FromHours(1);

    // Of a command that people copy.
    private static string ShellWord(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:@%+=".Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static void SetOutputs(CommandContext context, DriftCheckReport report, string folder)
    {
        var step = report.Retraining;
        context.Runner.SetOutput(Verdict, KebabCase.Of(report.Result.Outcome));
        context.Runner.SetOutput(Headline, report.Result.Headline);
        context.Runner.SetOutput(Drifted, $"{report.Result.Drifted.Count()}");
        context.Runner.SetOutput(ReportFolder, context.Environment.FromWorkspace(folder));
        context.Runner.SetOutput(RetrainingOutput, step is null ? "" : KebabCase.Of(step.State));
        context.Runner.SetOutput(RunIdOutput, step?.Run?.ToString() ?? "");
    }

    private static void Say(
        CommandContext context,
        DriftCheckReport report,
        ModelSettings model,
        bool showValues,
        string folder
    )
    {
        var result = report.Result;
        if (context.Json)
        {
            context.Runner.Result(DriftReportJson.Write(report, showValues).TrimEnd('\n'));
        }
        else
        {
            context.Runner.Result(
                $"{result.Model} {report.Version} · {KebabCase.Of(result.Outcome)}: {result.Headline}"
            );
        }

        if (result.Outcome != Outcome.Pass)
        {
            var isHandled = result.Outcome == Outcome.Fail && DriftExit.IsHandled(model.Drift?.OnDrift ?? []);
            context.Runner.Annotate(
                isHandled ? Severity.Warning : Severity.Error,
                $"{result.Model} {report.Version}: {result.Headline}"
            );
        }

        if (report.Retraining is { } step)
        {
            context.Runner.Notice(step.Text);
        }

        context.Runner.Info($"Report: {Path.Combine(folder, DriftFiles.Page)}");
    }
}
