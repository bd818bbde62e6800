using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>All that a site shows, as it was read from a repository at one time.</summary>
public sealed record SiteContent
{
    /// <summary>The repository's name, the site's title.</summary>
    public required string Repository { get; init; }

    /// <summary>The version of the program that makes the site.</summary>
    public required string Program { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>All runs, newest first.</summary>
    public ImmutableArray<RunSummary> Runs { get; init; } = [];

    /// <summary>Runs that have a file of their own, with curves, inputs and artifacts.</summary>
    public ImmutableArray<RunId> Detailed { get; init; } = [];

    /// <summary>The versions of all models.</summary>
    public ImmutableArray<ModelVersion> Versions { get; init; } = [];

    /// <summary>The stages of all models.</summary>
    public ImmutableArray<StageHistory> Stages { get; init; } = [];

    /// <summary>What was rolled out, by model and target.</summary>
    public ImmutableArray<RolloutHistory> Rollouts { get; init; } = [];

    /// <summary>The retrainings of all models that drifts began.</summary>
    public ImmutableArray<Retraining> Retrainings { get; init; } = [];

    /// <summary>
    /// The runs whose details a site has: those of versions, what these were judged by, and the newest others.
    /// </summary>
    /// <param name="runs">All runs, newest first.</param>
    /// <param name="versions">All versions.</param>
    /// <param name="most">How many of the newest.</param>
    public static ImmutableArray<RunSummary> Choose(
        IReadOnlyList<RunSummary> runs,
        IReadOnlyCollection<ModelVersion> versions,
        int most
    )
    {
        var registered = versions.Select(v => v.Run).ToHashSet();
        var digests = versions.Select(v => v.ModelDigest).ToHashSet();
        return
        [
            .. runs.Where(
                (run, i) =>
                    i < most
                    || registered.Contains(run.Id)
                    || (run.Judgement?.ModelDigest is { } digest && digests.Contains(digest))
            ),
        ];
    }

    /// <inheritdoc />
    public bool Equals(SiteContent? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Repository, At);
}
