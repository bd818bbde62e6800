using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>What register, promote and rollback work with, and who works.</summary>
internal sealed record RegistryAccess(
    GitRepository Repository,
    Ledger Ledger,
    ModelRegistry Registry,
    TagMirror Tags,
    string Actor
)
{
    /// <summary>Opens the registry of the repository that a command runs in.</summary>
    /// <param name="hurried">Whether to do without the remote when it does not answer soon.</param>
    public static async Task<RegistryAccess> OpenAsync(
        CommandContext context,
        bool hurried,
        CancellationToken cancellationToken
    )
    {
        Action<string> warn = text => context.Runner.Warning(text);
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var patience = hurried ? Patience.Short : Patience.Default;
        var store = await LedgerStore
            .OpenAsync(repository, context.Clock, cancellationToken, patience)
            .ConfigureAwait(false);
        var actor =
            context.Event.Actor
            ?? await repository.UserAsync(cancellationToken).ConfigureAwait(false)
            ?? context.Environment.UserName;
        return new RegistryAccess(
            repository,
            new Ledger(store, repository.Root, warn, hurried),
            new ModelRegistry(store, warn, hurried),
            new TagMirror(store, repository, warn),
            actor
        );
    }

    /// <summary>
    /// Makes versions of what people registered by a tag on a commit of the code: the commit's run becomes that version.
    /// </summary>
    public async Task AdoptTagsAsync(string model, CommandContext context, CancellationToken cancellationToken)
    {
        var tags = await Tags.ReadAsync(model, cancellationToken).ConfigureAwait(false);
        var view = await Registry.ReadAsync(cancellationToken).ConfigureAwait(false);
        var runs = await Ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (tag, run) in TaggedVersions.Find(tags, view.VersionsOf(model), runs))
        {
            if (run is null)
            {
                context.Runner.Warning(
                    $"the tag {tag.Tag} is on commit {tag.Commit[..12]}, of which no finished run with a model is in the ledger: "
                        + $"it registers nothing until 'assay train --model {model}' ran there"
                );
                continue;
            }

            var version = new ModelVersion(
                model,
                tag.Tag.Version!,
                run.Id,
                run.ModelDigest!.Value,
                tag.Commit,
                Actor,
                context.Clock.GetUtcNow()
            );
            if (await Registry.RegisterAsync(version, run, cancellationToken).ConfigureAwait(false))
            {
                context.Runner.Info($"The tag {tag.Tag} registers run {run.Id}.");
            }
        }
    }

    /// <summary>Refuses what cannot be a stage's name, and points out one that may be a slip.</summary>
    /// <exception cref="InputError">when it cannot be one.</exception>
    public static void CheckStage(CommandContext context, RegistryView view, string model, string stage)
    {
        if (!TextAttribute.Fits(stage, NamePattern.Text))
        {
            throw new InputError(
                $"--stage {Quoted.Value(stage)} cannot be a stage; expected {NamePattern.Expectation}"
            );
        }

        string[] known = [.. view.StagesOf(model)];
        if (!known.Contains(stage) && NearestName.Of(stage, known) is { } near)
        {
            context.Runner.Notice($"{model} had no stage '{stage}' until now. Did you mean '{near}'?");
        }
    }
}
