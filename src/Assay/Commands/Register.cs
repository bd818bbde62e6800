using Assay.Core.Registry;
using Assay.Core.Runs;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay register</c>: a run's model becomes a version.</summary>
internal static class Register
{
    private const int MostRaces = 20;

    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model");

    private static readonly Input<string> RunName = Input.Text(
        "run",
        "The run: an id, its first digits, or `latest`; an evaluation stands for the run that it judged",
        "latest"
    );

    private static readonly Input<string?> Wanted = Input.Text(
        "version",
        "The version, such as v1.4.0; the next one when left out"
    );

    private static readonly Input<VersionBump> Bump = Input.Choice(
        "bump",
        "Which part of the greatest version grows when none is named",
        VersionBump.Minor
    );

    private static readonly Output VersionOutput = new("version", "The version, `v1.4.0`");
    private static readonly Output TagOutput = new("tag", "Model and version, `churn@v1.4.0`");
    private static readonly Output RunOutput = new("run-id", "Id of the run");
    private static readonly Output DigestOutput = new("model-digest", "Digest of the model, `sha256:…`");

    public static Command Command { get; } =
        new("register", "Make a run's model a version, under a name that never moves", RunAsync)
        {
            Description =
                "The run must be finished and have a model. A run that is a version already stays that version. Two jobs that "
                + "register at once get two versions.",
            Audience = Audience.Jobs,
            Icon = "tag",
            Inputs = [Model, RunName, Wanted, Bump],
            Outputs = [VersionOutput, TagOutput, RunOutput, DigestOutput],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // Gather.
        var wanted = VersionInput.Read(context.Inputs.Get(Wanted));
        var model = context.Inputs.Get(Model);
        RegistryNames.MustBeModel(model);
        var access = await RegistryAccess.OpenAsync(context, hurried: false, cancellationToken).ConfigureAwait(false);
        var run = await access
            .Ledger.FindAsync(model, context.Inputs.Get(RunName), cancellationToken)
            .ConfigureAwait(false);
        if (run.Judgement is { Subject: var judged })
        {
            // In a pipeline the gate's output of that name comes after the training's.
            run = await access.Ledger.FindAsync(model, judged.ToString(), cancellationToken).ConfigureAwait(false);
        }

        await access.AdoptTagsAsync(model, context, cancellationToken).ConfigureAwait(false);

        // Decide and act, again where somebody else was faster.
        var (version, isNew) = await MakeAsync(access, context, run, wanted, cancellationToken).ConfigureAwait(false);
        context.Runner.SetOutput(VersionOutput, version.Version.ToString());
        context.Runner.SetOutput(TagOutput, version.ToString());
        context.Runner.SetOutput(RunOutput, version.Run.ToString());
        context.Runner.SetOutput(DigestOutput, version.ModelDigest.ToString());
        Tell(context, version, isNew);
        await access.Tags.UpdateAsync(model, cancellationToken).ConfigureAwait(false);
        await InboxFold.WhenDueAsync(context, access.Ledger, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<(ModelVersion Version, bool IsNew)> MakeAsync(
        RegistryAccess access,
        CommandContext context,
        RunSummary run,
        SemanticVersion? wanted,
        CancellationToken cancellationToken
    )
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var view = await access.Registry.ReadAsync(cancellationToken).ConfigureAwait(false);
            switch (Registration.Decide(run, view.VersionsOf(run.Model), wanted, context.Inputs.Get(Bump)))
            {
                case Registration.Already already:
                    return (already.Version, false);
                case Registration.Refused refused:
                    throw new InputError(refused.Reason);
                case Registration.Create create:
                    var version = new ModelVersion(
                        run.Model,
                        create.Version,
                        run.Id,
                        run.ModelDigest!.Value,
                        run.Code?.Commit,
                        access.Actor,
                        context.Clock.GetUtcNow()
                    );
                    if (await access.Registry.RegisterAsync(version, run, cancellationToken).ConfigureAwait(false))
                    {
                        return (version, true);
                    }

                    break;
            }
        }

        throw new OperationError(
            $"others registered versions of {run.Model} {MostRaces} times meanwhile; try again later"
        );
    }

    private static void Tell(CommandContext context, ModelVersion version, bool isNew)
    {
        if (context.Json)
        {
            context.WriteJson(RegisteredDocument.Of(version, isNew), RegistryAnswers.Default.RegisteredDocument);
            return;
        }

        context.Runner.Result($"{version}  run {version.Run}  model {version.ModelDigest}");
        context.Runner.Info(
            isNew
                ? $"Put it in a stage with: assay promote --model {version.Model} --stage prod --version {version.Version}"
                : "The run was that version already; nothing was changed."
        );
    }
}
