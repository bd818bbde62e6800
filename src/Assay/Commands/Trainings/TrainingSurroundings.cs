using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Training;

namespace Assay.Commands.Trainings;

/// <summary>What a training finds around it: variables and code.</summary>
internal static class TrainingSurroundings
{
    public static TrainingEnvironment ReadEnvironment(CommandContext context, TrainRequest request)
    {
        var environment = TrainingEnvironment.Build(context.Environment.Variables, request.Env, request.Secrets);
        foreach (
            var (name, value) in environment.Secrets.Concat(ForgeVariables.TokensIn(context.Environment.Variables))
        )
        {
            context.Runner.AddMask(name, value);
        }

        foreach (var missing in environment.Missing)
        {
            context.Runner.Warning($"'{missing.Name}' is not set here and so not passed.", missing.Location);
        }

        return environment;
    }

    public static async Task<CodeState?> ReadCodeAsync(
        CommandContext context,
        GitRepository repository,
        CancellationToken cancellationToken
    )
    {
        var code = await repository.StateAsync(cancellationToken).ConfigureAwait(false);
        if (code is { Dirty: true })
        {
            var changed = await repository.ChangedFilesAsync(cancellationToken).ConfigureAwait(false);
            context.Runner.Warning(
                $"{Quoted.List(changed)} {(changed.Length == 1 ? "differs" : "differ")} from the commit, and the "
                    + "run records that; commit first to have it made again by anybody."
            );
        }

        return code;
    }
}
