using System.Collections.Immutable;
using Assay.Commands.Rollouts;
using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay rollback</c>: the last good version serves again. It needs no verdict, no build, no tag, and no forge.</summary>
internal static class Rollback
{
    private const int MostRaces = 20;

    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model");
    private static readonly Input<string> StageName = Input.RequiredText("stage", "The stage, such as prod");
    private static readonly Input<string?> Reason = Input.Text("reason", "Why, for the record");

    private static readonly Output VersionOutput = new("version", "The version that is there now");
    private static readonly Output FromOutput = new("from", "The version that was taken out");

    public static Command Command { get; } =
        new("rollback", "Put the last good version back in a stage", RunAsync)
        {
            Description =
                "Goes to the version that was there before and was never rolled back itself, in the stage and at the targets that follow it; "
                + "a rollout that is under way there is taken back instead. It needs no verdict and no build. "
                + "When the remote cannot be reached, it is recorded in the clone and sent with the next move.",
            Audience = Audience.Jobs,
            Icon = "rotate-ccw",
            Inputs = [Model, StageName, Reason],
            Outputs = [VersionOutput, FromOutput],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (model, stageName) = (context.Inputs.Get(Model), context.Inputs.Get(StageName));
        RegistryNames.MustBeModel(model);
        var access = await RegistryAccess.OpenAsync(context, hurried: true, cancellationToken).ConfigureAwait(false);
        var rollouts = RolloutAccess.Of(access, context, model, hurried: true);
        var targets = rollouts?.TargetsOf(stageName) ?? [];
        if (await EndRolloutsAsync(rollouts, targets, context, cancellationToken).ConfigureAwait(false) is { } ended)
        {
            Tell(context, ended, stageName);
            return ExitCode.Done;
        }

        SemanticVersion? left = null;

        // Gather, decide and act, again where somebody else moved the stage meanwhile.
        for (var race = 0; race < MostRaces; race++)
        {
            var view = await access.Registry.ReadAsync(cancellationToken).ConfigureAwait(false);
            var stage = view.StageOf(model, stageName);
            if (stage.History.Current is not { } current)
            {
                throw NothingThere(view, model, stageName);
            }

            if (left is not null && !left.Equals(current))
            {
                throw new OperationError(
                    $"while {left} was taken out of {model}#{stageName}, somebody else moved it to {current}: look at "
                        + "'assay models history', and roll back again if that is still wanted"
                );
            }

            left = current;
            var good =
                stage.History.LastGood
                ?? throw new InputError(
                    $"{model}#{stageName} holds {current}, and there is no good version before it to go back to: promote another "
                        + $"one with 'assay promote --model {model} --stage {stageName} --version VERSION'"
                );
            foreach (var target in targets)
            {
                var trouble = await new TargetMoves(rollouts!)
                    .ServeAsync(
                        target,
                        good.Version,
                        good.Run,
                        good.ModelDigest,
                        null,
                        takesOver: true,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (trouble is not null)
                {
                    throw new OperationError(
                        $"{model}#{stageName} still holds {current}, since {good.Version} does not serve at {target.Name}: {trouble}"
                    );
                }
            }

            var move = new Transition
            {
                Model = model,
                Stage = stageName,
                Kind = TransitionKind.Rollback,
                Version = good.Version,
                Run = good.Run,
                ModelDigest = good.ModelDigest,
                Actor = access.Actor,
                At = context.Clock.GetUtcNow(),
                Reason = context.Inputs.Get(Reason),
                LedgerHead = await access.Registry.LedgerHeadAsync(cancellationToken).ConfigureAwait(false),
            };
            if (await access.Registry.MoveAsync(move, stage, cancellationToken).ConfigureAwait(false))
            {
                Tell(context, move, current);
                await access.Tags.UpdateAsync(model, cancellationToken).ConfigureAwait(false);
                return ExitCode.Done;
            }
        }

        throw new OperationError($"others moved {model}#{stageName} {MostRaces} times meanwhile; try again");
    }

    // A canary is what a stage does not hold yet: to roll back means to take it back.
    private static async Task<RolloutEntry?> EndRolloutsAsync(
        RolloutAccess? rollouts,
        ImmutableArray<TargetSettings> targets,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var actor = rollouts?.Registry.Actor;
        var reason = context.Inputs.Get(Reason) is { Length: > 0 } said
            ? $"{actor} rolled it back: {said}"
            : $"{actor} rolled it back";
        RolloutEntry? ended = null;
        foreach (var target in targets)
        {
            var entry = await new TargetMoves(rollouts!)
                .AbortAsync(target, reason, cancellationToken)
                .ConfigureAwait(false);
            if (entry?.State.Phase == RolloutPhase.Failed)
            {
                throw new OperationError(
                    $"{RolloutLog.StandingOf(entry)}: {entry.State.Reason}; mend the target, and roll back again"
                );
            }

            ended = entry is { State.WentBack: true } ? entry : ended;
        }

        return ended;
    }

    private static void Tell(CommandContext context, RolloutEntry ended, string stage)
    {
        var (canary, stable) = (ended.Plan.Canary, ended.Plan.Stable);
        context.Runner.SetOutput(VersionOutput, stable?.Version.ToString() ?? "");
        context.Runner.SetOutput(FromOutput, canary.Version.ToString());
        if (context.Json)
        {
            context.WriteJson(StageDocument.Of(ended, stage), RegistryAnswers.Default.StageDocument);
            return;
        }

        context.Runner.Result(
            $"{ended.Plan.Model}@{canary.Version} went back from {ended.Plan.Target}; "
                + (
                    stable is null
                        ? "nothing served there before it"
                        : $"{stable.Version} serves all of it, and {stage} holds what it held"
                )
        );
    }

    private static InputError NothingThere(RegistryView view, string model, string stage)
    {
        string[] stages = [.. view.StagesOf(model)];
        if (stages.Length == 0)
        {
            var near =
                NearestName.Of(model, view.Models) is { } meant && meant != model ? $" Did you mean '{meant}'?" : "";
            return new InputError(
                $"nothing of {Quoted.Value(model)} was ever put in a stage; 'assay promote' puts a version in one.{near}"
            );
        }

        var nearest = NearestName.Of(stage, stages) is { } close ? $" Did you mean '{close}'?" : "";
        return new InputError(
            $"{model} has no stage {Quoted.Value(stage)}; its stages are {Quoted.List(stages)}.{nearest}"
        );
    }

    private static void Tell(CommandContext context, Transition move, SemanticVersion from)
    {
        context.Runner.SetOutput(VersionOutput, move.Version.ToString());
        context.Runner.SetOutput(FromOutput, from.ToString());
        if (context.Json)
        {
            context.WriteJson(StageDocument.Of(move, from, moved: true), RegistryAnswers.Default.StageDocument);
        }
        else
        {
            context.Runner.Result($"{move.Model}#{move.Stage} → {move.Version} (before: {from})");
            context.Runner.Info(
                $"{from} counts as gone back: it goes to {move.Stage} again only with 'assay promote --override REASON'."
            );
        }
    }
}
