using Assay.Commands.Rollouts;
using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay promote</c>: a version goes to a stage, if the verdict on its very model lets it.</summary>
internal static class Promote
{
    private const int MostRaces = 20;

    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model");
    private static readonly Input<string> StageName = Input.RequiredText("stage", "The stage, such as prod");

    private static readonly Input<string?> Wanted = Input.Text(
        "version",
        "The version; the greatest registered one when left out"
    );

    private static readonly Input<string?> Reason = Input.Text("reason", "Why, for the record");

    private static readonly Input<string?> Override = Input.Text(
        "override",
        "Why a version that was rolled back may go there again, for the record"
    );

    private static readonly Output VersionOutput = new("version", "The version, `v1.4.0`");
    private static readonly Output MovedOutput = new(
        "moved",
        "`true` when the stage moved, `false` when it was there already"
    );
    private static readonly Output FromOutput = new("from", "The version that was there before, if any");

    public static Command Command { get; } =
        new("promote", "Put a version in a stage, if the gate's verdict on that very model lets it", RunAsync)
        {
            Description =
                "The newest verdict in the ledger on the version's model digest must be one that the policy accepts for a "
                + "promotion; without one nothing moves (exit 2), with another one neither (exit 1). A version that was rolled "
                + "back goes there again only with --override. Targets that follow the stage serve it at once; to give it a growing share "
                + "instead, use deploy-canary. Who, when and why are recorded with the move.",
            Audience = Audience.Jobs,
            Icon = "arrow-up-circle",
            Inputs = [Model, StageName, Wanted, Reason, Override],
            Outputs = [VersionOutput, MovedOutput, FromOutput],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wanted = VersionInput.Read(context.Inputs.Get(Wanted));
        var (model, stage) = (context.Inputs.Get(Model), context.Inputs.Get(StageName));
        RegistryNames.MustBeModel(model);
        var access = await RegistryAccess.OpenAsync(context, hurried: false, cancellationToken).ConfigureAwait(false);
        await access.AdoptTagsAsync(model, context, cancellationToken).ConfigureAwait(false);
        var exit = await MoveAsync(access, context, model, stage, wanted, cancellationToken).ConfigureAwait(false);
        if (exit == ExitCode.Done)
        {
            await access.Tags.UpdateAsync(model, cancellationToken).ConfigureAwait(false);
            await InboxFold.WhenDueAsync(context, access.Ledger, cancellationToken).ConfigureAwait(false);
        }

        return exit;
    }

    // Gather, decide and act, again where somebody else moved the stage meanwhile.
    private static async Task<ExitCode> MoveAsync(
        RegistryAccess access,
        CommandContext context,
        string model,
        string stageName,
        SemanticVersion? wanted,
        CancellationToken cancellationToken
    )
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var view = await access.Registry.ReadAsync(cancellationToken).ConfigureAwait(false);
            var version = RegistryNames.Version(view, model, wanted);
            RegistryAccess.CheckStage(context, view, model, stageName);
            var runs = await access.Ledger.ListAsync(cancellationToken).ConfigureAwait(false);
            var stage = view.StageOf(model, stageName);
            var overriding = context.Inputs.Get(Override);
            switch (Promotion.Decide(version, stageName, stage.History, runs, overriding))
            {
                case Promotion.Already already:
                    if (
                        await ServeAsync(access, context, version, stageName, already.Since.Evidence, cancellationToken)
                            .ConfigureAwait(false) is
                        { } notThere
                    )
                    {
                        return Refuse(context, version, stageName, notThere);
                    }

                    Tell(context, already.Since, null, moved: false);
                    return ExitCode.Done;
                case Promotion.Refused refused:
                    throw new InputError(refused.Reason);
                case Promotion.No no:
                    return Refuse(context, version, stageName, no.Reason);
                case Promotion.Go go:
                    if (
                        await ServeAsync(access, context, version, stageName, go.Evidence, cancellationToken)
                            .ConfigureAwait(false) is
                        { } trouble
                    )
                    {
                        return Refuse(context, version, stageName, trouble);
                    }

                    var head = await access.Registry.LedgerHeadAsync(cancellationToken).ConfigureAwait(false);
                    var move = new Transition
                    {
                        Model = model,
                        Stage = stageName,
                        Kind = TransitionKind.Promote,
                        Version = version.Version,
                        Run = version.Run,
                        ModelDigest = version.ModelDigest,
                        Evidence = go.Evidence,
                        Actor = access.Actor,
                        At = context.Clock.GetUtcNow(),
                        Reason = context.Inputs.Get(Reason),
                        Override = stage.History.WentBack.Contains(version.Version) ? overriding : null,
                        LedgerHead = head,
                    };
                    if (await access.Registry.MoveAsync(move, stage, cancellationToken).ConfigureAwait(false))
                    {
                        Note(context, go.Note);
                        Tell(context, move, stage.History.Current, moved: true);
                        return ExitCode.Done;
                    }

                    break;
            }
        }

        throw new OperationError($"others moved {model}#{stageName} {MostRaces} times meanwhile; try again later");
    }

    // The targets first: a stage that says what is not served helps nobody, and a second try finds what was done.
    private static async Task<string?> ServeAsync(
        RegistryAccess access,
        CommandContext context,
        ModelVersion version,
        string stage,
        PromotionEvidence? evidence,
        CancellationToken cancellationToken
    )
    {
        var rollouts = RolloutAccess.Of(access, context, version.Model, hurried: false);
        foreach (var target in rollouts?.TargetsOf(stage) ?? [])
        {
            var reason = await new TargetMoves(rollouts!)
                .ServeAsync(
                    target,
                    version.Version,
                    version.Run,
                    version.ModelDigest,
                    evidence,
                    takesOver: false,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (reason is not null)
            {
                return $"it does not serve at {target.Name}: {reason}";
            }
        }

        return null;
    }

    private static ExitCode Refuse(CommandContext context, ModelVersion version, string stage, string reason)
    {
        context.Runner.SetOutput(VersionOutput, version.Version.ToString());
        context.Runner.SetOutput(MovedOutput, "false");
        context.Runner.Error($"{version} was not put in {stage}: {reason}");
        if (context.Json)
        {
            context.WriteJson(StageDocument.Refused(version, stage, reason), RegistryAnswers.Default.StageDocument);
        }

        return ExitCode.No;
    }

    private static void Note(CommandContext context, string? note)
    {
        if (note is not null)
        {
            context.Runner.Warning(note);
        }
    }

    private static void Tell(CommandContext context, Transition move, SemanticVersion? from, bool moved)
    {
        context.Runner.SetOutput(VersionOutput, move.Version.ToString());
        context.Runner.SetOutput(MovedOutput, moved ? "true" : "false");
        context.Runner.SetOutput(FromOutput, from?.ToString() ?? "");
        if (context.Json)
        {
            context.WriteJson(StageDocument.Of(move, from, moved), RegistryAnswers.Default.StageDocument);
        }
        else if (moved)
        {
            var before = from is null ? "" : $" (before: {from})";
            var verdict = $"verdict {KebabCase.Of(move.Evidence!.Outcome)}, run {move.Evidence.Run}";
            context.Runner.Result($"{move.Model}#{move.Stage} → {move.Version}{before}  {verdict}");
        }
        else
        {
            context.Runner.Result($"{move.Model}#{move.Stage} holds {move.Version} already");
        }
    }
}
