using Assay.Core.Runs;

namespace Assay.Core.Registry;

/// <summary>Versions that a person registered by pushing a tag onto a commit of the code.</summary>
public static class TaggedVersions
{
    /// <summary>
    /// The run that each such tag means: the newest finished one of that very commit, with a model and without uncommitted
    /// changes. Null where there is none. Tags of known versions and of those that were deregistered are left out.
    /// </summary>
    /// <param name="tags">The model's tags.</param>
    /// <param name="known">The model's versions.</param>
    /// <param name="runs">All runs, newest first.</param>
    public static IEnumerable<(TagOnCommit Tag, RunSummary? Run)> Find(
        IReadOnlyCollection<TagOnCommit> tags,
        IReadOnlyCollection<ModelVersion> known,
        IReadOnlyCollection<RunSummary> runs
    )
    {
        var settled = known
            .Select(v => v.Version)
            .Concat(tags.Where(t => t.Tag.Event == GtoEvent.Deregister).Select(t => t.Tag.Version!))
            .ToHashSet();
        return tags.Where(t => t.Tag.Event == GtoEvent.Register && !settled.Contains(t.Tag.Version!))
            .OrderBy(t => t.Tag.Version)
            .Select(t => (t, runs.FirstOrDefault(r => IsOf(r, t))));
    }

    private static bool IsOf(RunSummary run, TagOnCommit tag) =>
        run.Model == tag.Tag.Name
        && run is { Status: RunStatus.Finished, ModelDigest: not null, Code.Dirty: false }
        && run.Kind != RunKind.Evaluation
        && run.Code.Commit == tag.Commit;
}
