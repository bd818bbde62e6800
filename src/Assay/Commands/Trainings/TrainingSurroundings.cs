using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Training;
using Assay.Training.Checkout;

namespace Assay.Commands.Trainings;

/// <summary>What a training finds around it: variables and code.</summary>
internal static class TrainingSurroundings
{
    /// <summary>What a workflow of ours hands on, which cannot know the names of a team's secrets.</summary>
    public static readonly Input<string?> Secrets = Input.Text(
        "secrets",
        "Values for the names in train.secrets that are no variables of the job: NAME=VALUE, one a line"
    ) with
    {
        Secret = true,
    };

    /// <summary>The variables of the training, its secrets masked from now on.</summary>
    public static TrainingEnvironment ReadEnvironment(CommandContext context, TrainRequest request)
    {
        var given = Given(context);
        var wanted = given.Where(secret => request.Train.Secrets.Contains(secret.Key));
        var variables = context.Environment.Variables.SetItems(wanted);
        var environment = TrainingEnvironment.Build(variables, request.Env, request.Secrets);
        foreach (
            var (name, value) in given
                .Concat(environment.Secrets)
                .Concat(ForgeVariables.TokensIn(context.Environment.Variables))
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

    // The lines are never shown: where the names are wrong, the values may stand in their place.
    private static List<KeyValuePair<string, string>> Given(CommandContext context)
    {
        var lines = (context.Inputs.Get(Secrets) ?? "").Split('\n', StringSplitOptions.TrimEntries);
        var given = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < lines.Length; i++)
        {
            var equals = lines[i].IndexOf('=', StringComparison.Ordinal);
            if (lines[i].Length > 0 && equals < 1)
            {
                throw new InputError($"secrets: line {i + 1} is none of NAME=VALUE; expected one secret a line");
            }

            // An empty one is a secret that does not exist, or that a fork may not have.
            if (equals > 0 && equals < lines[i].Length - 1)
            {
                given.Add(KeyValuePair.Create(lines[i][..equals].Trim(), lines[i][(equals + 1)..].Trim()));
            }
        }

        return given;
    }

    /// <summary>The code as the run records it; a difference from the commit is told.</summary>
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

    /// <summary>Takes the checkout's credentials away while a training runs; on a desk they are a person's own, and so is the training.</summary>
    public static async Task<CheckoutCredentials> HideCredentialsAsync(
        CommandContext context,
        TrainingPlace place,
        GitRepository repository,
        CancellationToken cancellationToken
    )
    {
        if (place.IsContainer || context.Environment.Forge == ForgeKind.None)
        {
            return CheckoutCredentials.None;
        }

        Machine.HideProcess();
        return await CheckoutCredentials.HideAsync(repository.Root, cancellationToken).ConfigureAwait(false);
    }
}
