using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Core.Registry;

/// <summary>What becomes of a request to register a run.</summary>
public abstract record Registration
{
    private Registration() { }

    /// <summary>The run is to become this version.</summary>
    public sealed record Create(SemanticVersion Version) : Registration;

    /// <summary>The run is a version already.</summary>
    public sealed record Already(ModelVersion Version) : Registration;

    /// <summary>It cannot be one; the sentence says why and what to do.</summary>
    public sealed record Refused(string Reason) : Registration;

    /// <summary>Decides; the same request decided twice gives the same version.</summary>
    /// <param name="run">The run.</param>
    /// <param name="versions">All versions of its model.</param>
    /// <param name="wanted">The version asked for, or null for the next.</param>
    /// <param name="bump">Which part of the greatest version grows.</param>
    public static Registration Decide(
        RunSummary run,
        ImmutableArray<ModelVersion> versions,
        SemanticVersion? wanted,
        VersionBump bump
    )
    {
        if (run.Kind == RunKind.Evaluation)
        {
            return new Refused(
                $"run {run.Id} is an evaluation, which made no model: register the run that it judged, {run.Judgement?.Subject}"
            );
        }

        if (run.Status != RunStatus.Finished || run.ModelDigest is null)
        {
            var why = run.Status == RunStatus.Finished ? "left no model" : "did not finish";
            return new Refused(
                $"run {run.Id} {why}, and only a finished run with a model can be registered: "
                    + $"'assay runs list --model {run.Model}' shows those there are"
            );
        }

        var same = versions.FirstOrDefault(v => v.Run == run.Id);
        if (same is not null)
        {
            return wanted is null || wanted.Equals(same.Version)
                ? new Already(same)
                : new Refused($"run {run.Id} is {same} already; a run has one version");
        }

        var taken = versions.FirstOrDefault(v => v.Version.Equals(wanted));
        var next = SemanticVersion.Next(versions.Select(v => v.Version), bump);
        return taken is null
            ? new Create(wanted ?? next)
            : new Refused(
                $"{taken} is run {taken.Run} already, and a version never moves; the next free one is {next}"
            );
    }
}
