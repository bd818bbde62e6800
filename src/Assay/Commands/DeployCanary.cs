using Assay.Commands.Rollouts;
using Assay.Core.Rollouts;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary>What is done about a rollout.</summary>
internal enum CanaryDeed
{
    Start,
    Tick,
    Wait,
    Abort,
}

/// <summary><c>assay deploy-canary</c>: a version gets a growing share of a target's requests, and all of them or none in the end.</summary>
internal static class DeployCanary
{
    private const int MostRaces = 20;

    private static readonly Input<CanaryDeed> Do = Input.Choice(
        "do",
        "`start` begins a rollout, `tick` looks once, `wait` looks until it is over, `abort` takes it back",
        CanaryDeed.Wait
    ) with
    {
        Positional = true,
    };

    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model in assay.yml");
    private static readonly Input<string> Target = Input.RequiredText("target", "Name of the target in assay.yml");

    private static readonly Input<string?> Wanted = Input.Text(
        "version",
        "The version, for `start`; the greatest registered one when left out"
    );

    private static readonly Input<string?> Image = Input.Text(
        "image",
        "The version's image, for `start` at a target of kind docker"
    ) with
    {
        Fallback = "image.repository in assay.yml, tagged with the version",
    };

    private static readonly Input<int?> Minutes = Input.Integer(
        "minutes",
        "How long `wait` looks at most; the rollout goes on afterwards. Without an end when left out"
    );

    private static readonly Input<string?> Reason = Input.Text("reason", "Why it is taken back, for the record");

    private static readonly Input<string?> Override = Input.Text(
        "override",
        "Why a version that went back may be rolled out again, for the record"
    );

    public static Command Command { get; } =
        new("deploy-canary", "Roll a version out in steps, and take it back by itself when it is worse", RunAsync)
        {
            Description =
                "The rollout goes on in short visits: `start` and then `tick` from a schedule, or `wait` in one job. What it stands at is "
                + "a chain of commits in the repository, so that any job may go on with it, also after a kill. Between visits the "
                + "gateway watches the same conditions by itself. A version that went back is refused without --override.",
            Audience = Audience.Jobs,
            Icon = "git-branch",
            Inputs = [Do, Model, Target, Wanted, Image, Minutes, Reason, Override],
            Outputs = RolloutOutputs.All,
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var deed = context.Inputs.Get(Do);
        var registry = await RegistryAccess.OpenAsync(context, hurried: false, cancellationToken).ConfigureAwait(false);
        var settings = DeclaredModel.Find(SettingsFile.Read(registry.Repository.Root), context.Inputs.Get(Model));
        var access = new RolloutAccess(registry, settings, context);
        var target = access.Target(context.Inputs.Get(Target));
        return deed switch
        {
            CanaryDeed.Start => await StartAsync(access, target, cancellationToken).ConfigureAwait(false),
            CanaryDeed.Abort => await AbortAsync(access, target, cancellationToken).ConfigureAwait(false),
            CanaryDeed.Tick => await GoOnAsync(access, target, once: true, cancellationToken).ConfigureAwait(false),
            _ => await GoOnAsync(access, target, once: false, cancellationToken).ConfigureAwait(false),
        };
    }

    // Gather, decide and act, again where somebody else began a rollout meanwhile.
    private static async Task<ExitCode> StartAsync(
        RolloutAccess access,
        TargetSettings target,
        CancellationToken cancellationToken
    )
    {
        var (context, overriding) = (access.Context, access.Context.Inputs.Get(Override));
        var wanted = VersionInput.Read(context.Inputs.Get(Wanted));
        var journal = access.Journal(target);
        var moves = new TargetMoves(access);
        for (var race = 0; race < MostRaces; race++)
        {
            var view = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
            var registered = await access.Registry.Registry.ReadAsync(cancellationToken).ConfigureAwait(false);
            var version = RegistryNames.Version(registered, access.Settings.Name, wanted);
            var runs = await access.Registry.Ledger.ListAsync(cancellationToken).ConfigureAwait(false);
            var stage = target.Stage is { } name ? registered.StageOf(access.Settings.Name, name).History : null;
            switch (RolloutStart.Decide(version, target.Name, view.History, stage, runs, overriding))
            {
                case RolloutStart.Refused refused:
                    throw new InputError(refused.Reason);
                case RolloutStart.No no:
                    context.Runner.Error($"{version} was not rolled out to {target.Name}: {no.Reason}");
                    return ExitCode.No;
                case RolloutStart.Already:
                    using (var there = await access.OpenAsync(target, cancellationToken).ConfigureAwait(false))
                    {
                        await moves
                            .ReviveAsync(target, there, view.History, view.History.Serves!, cancellationToken)
                            .ConfigureAwait(false);
                    }

                    context.Runner.Info($"{version} serves at {target.Name} already.");
                    return await RolloutOutputs
                        .TellAsync(access, target, view, null, cancellationToken)
                        .ConfigureAwait(false);
                case RolloutStart.UnderWay under:
                    context.Runner.Notice(
                        $"{version} is being rolled out to {target.Name} already, moved last by {under.Entry.Actor} at "
                            + $"{under.Entry.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC; this goes on with it."
                    );
                    return await BeginAsync(access, target, view, cancellationToken).ConfigureAwait(false);
                case RolloutStart.Go go:
                    foreach (var problem in KeysWithoutEffect.OfDeploy(access.Settings))
                    {
                        context.Runner.Warning(problem.Message, problem.Location);
                    }

                    var plan = new RolloutPlans(access.Settings, target, view.History, context.Random).InSteps(
                        version,
                        context.Inputs.Get(Image)
                    );
                    if (
                        await moves
                            .BeginAsync(journal, view, plan, go.Evidence, overriding, cancellationToken)
                            .ConfigureAwait(false) is
                        { } begun
                    )
                    {
                        return await BeginAsync(access, target, begun, cancellationToken).ConfigureAwait(false);
                    }

                    break;
            }
        }

        throw new OperationError(
            $"others began rollouts to {target.Name} {MostRaces} times meanwhile; try again later"
        );
    }

    // As far as the first share, or to the end where there is none.
    private static async Task<ExitCode> BeginAsync(
        RolloutAccess access,
        TargetSettings target,
        JournalView view,
        CancellationToken cancellationToken
    )
    {
        using var there = await access.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        var visit = new TargetMoves(access).VisitOf(access.Journal(target), there, target.Stage);
        var visited = await visit
            .GoOnAsync(
                view,
                seen => seen is { Entry.State.Phase: RolloutPhase.Step, Trouble: null },
                new RolloutLog(access.Context.Runner).Tell,
                cancellationToken
            )
            .ConfigureAwait(false);
        return await RolloutOutputs.TellAsync(access, there, visited, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ExitCode> GoOnAsync(
        RolloutAccess access,
        TargetSettings target,
        bool once,
        CancellationToken cancellationToken
    )
    {
        var context = access.Context;
        var journal = access.Journal(target);
        var view = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (view.History.UnderWay is null)
        {
            context.Runner.Info($"Nothing is being rolled out to {target.Name}.");
            return await RolloutOutputs.TellAsync(access, target, view, null, cancellationToken).ConfigureAwait(false);
        }

        using var there = await access.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        var visit = new TargetMoves(access).VisitOf(journal, there, target.Stage);
        var log = new RolloutLog(context.Runner);
        if (once)
        {
            if (await visit.LookAsync(view, cancellationToken).ConfigureAwait(false) is not { } looked)
            {
                view = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
                var other = view.History.Last!;
                context.Runner.Notice(
                    $"{other.Actor} has moved the rollout meanwhile: {RolloutLog.StandingOf(other)}. Nothing is left to do here."
                );
                return await RolloutOutputs
                    .TellAsync(access, target, view, null, cancellationToken)
                    .ConfigureAwait(false);
            }

            log.Tell(looked);
            return await RolloutOutputs.TellAsync(access, there, looked, cancellationToken).ConfigureAwait(false);
        }

        var began = context.Clock.GetTimestamp();
        var most = context.Inputs.Get(Minutes) is { } minutes ? TimeSpan.FromMinutes(minutes) : TimeSpan.MaxValue;
        var end = await visit
            .GoOnAsync(view, _ => context.Clock.GetElapsedTime(began) >= most, log.Tell, cancellationToken)
            .ConfigureAwait(false);
        var exit = await RolloutOutputs.TellAsync(access, there, end, cancellationToken).ConfigureAwait(false);
        return end.Entry.State.IsOver ? exit : ExitCode.Undecided;
    }

    private static async Task<ExitCode> AbortAsync(
        RolloutAccess access,
        TargetSettings target,
        CancellationToken cancellationToken
    )
    {
        var context = access.Context;
        var actor = access.Registry.Actor;
        var reason = context.Inputs.Get(Reason) is { Length: > 0 } said
            ? $"{actor} took it back: {said}"
            : $"{actor} took it back";
        var ended = await new TargetMoves(access).AbortAsync(target, reason, cancellationToken).ConfigureAwait(false);
        if (ended is null)
        {
            throw new InputError($"nothing is being rolled out to {target.Name}, so there is nothing to take back");
        }

        await RolloutOutputs
            .TellAsync(access, target, new JournalView(RolloutHistory.Fold([ended]), default), null, cancellationToken)
            .ConfigureAwait(false);
        return ended.State.Phase is RolloutPhase.RolledBack or RolloutPhase.Expired ? ExitCode.Done : ExitCode.No;
    }
}
