using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Training;

/// <summary>
/// What a training sees of its environment, built from nothing: the ordinary variables, those passed by name, and our
/// own.
/// </summary>
internal sealed record TrainingEnvironment
{
    /// <summary>The ordinary variables of the job; a container has its image's instead.</summary>
    public required ImmutableSortedDictionary<string, string> Ordinary { get; init; }

    /// <summary>The variables passed by name that are no secrets: the fingerprint counts them.</summary>
    public required ImmutableSortedDictionary<string, string> Passed { get; init; }

    /// <summary>The secrets: never stored, shown or counted.</summary>
    public required ImmutableSortedDictionary<string, string> Secrets { get; init; }

    /// <summary>Names under <c>env</c> that the job does not have.</summary>
    public required ImmutableArray<PassedVariable> Missing { get; init; }

    /// <param name="job">The job's environment.</param>
    /// <param name="env">Variables passed by name.</param>
    /// <param name="secrets">Secrets passed by name.</param>
    /// <exception cref="InputError">when a secret is not set, or a variable is one that no training gets.</exception>
    public static TrainingEnvironment Build(
        IReadOnlyDictionary<string, string> job,
        ImmutableArray<PassedVariable> env,
        ImmutableArray<PassedVariable> secrets
    )
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        problems.AddRange(env.Concat(secrets).Where(v => ForgeVariables.Contains(v.Name)).Select(Refused));
        problems.AddRange(secrets.Where(v => !IsSet(job, v)).Select(NotSet));
        if (problems.Count > 0)
        {
            throw new InputError(problems.ToImmutable());
        }

        return new TrainingEnvironment
        {
            Ordinary = Sorted(job.Where(v => OrdinaryVariables.Contains(v.Key))),
            Passed = Sorted(env.Where(v => IsSet(job, v)).Select(v => KeyValuePair.Create(v.Name, job[v.Name]))),
            Secrets = Sorted(secrets.Select(v => KeyValuePair.Create(v.Name, job[v.Name]))),
            Missing = [.. env.Where(v => !IsSet(job, v))],
        };
    }

    /// <summary>Everything that a command in the job itself sees.</summary>
    public ImmutableSortedDictionary<string, string> InJob(IEnumerable<KeyValuePair<string, string>> own) =>
        Ordinary.SetItems(Passed).SetItems(Secrets).SetItems(own);

    /// <summary>Everything that is added to an image's own variables.</summary>
    public ImmutableSortedDictionary<string, string> InContainer(IEnumerable<KeyValuePair<string, string>> own) =>
        Passed.SetItems(Secrets).SetItems(own);

    // A forge gives an empty text for a secret that does not exist, or that a fork may not have.
    private static bool IsSet(IReadOnlyDictionary<string, string> job, PassedVariable variable) =>
        job.TryGetValue(variable.Name, out var value) && value.Length > 0;

    private static ImmutableSortedDictionary<string, string> Sorted(
        IEnumerable<KeyValuePair<string, string>> variables
    ) => variables.DistinctBy(v => v.Key).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static Problem Refused(PassedVariable variable) =>
        new(
            $"'{variable.Name}' is never passed to a training: it would let the training act as this job. "
                + "Make a secret of your own that may do no more than the training needs, and name that",
            variable.Location
        );

    private static Problem NotSet(PassedVariable variable) =>
        new(
            $"the secret '{variable.Name}' is not set in this job, or is empty (pull requests from forks get no "
                + $"secrets). Give it to this step: env: {variable.Name}: ${{{{ secrets.{variable.Name} }}}} on GitHub, or to "
                + "Assay's workflow as a line NAME=VALUE of its secret ASSAY_SECRETS; a CI/CD variable on GitLab, an exported "
                + "variable in a shell",
            variable.Location
        );
}
