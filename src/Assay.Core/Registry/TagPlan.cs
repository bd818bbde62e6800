using System.Collections.Immutable;

namespace Assay.Core.Registry;

/// <summary>A tag to be made.</summary>
/// <param name="Tag">Its name.</param>
/// <param name="Commit">The commit that it goes on.</param>
/// <param name="At">The tagger's date, whole seconds.</param>
/// <param name="Actor">The tagger.</param>
/// <param name="Message">Its message.</param>
public sealed record PlannedTag(GtoTag Tag, string Commit, DateTimeOffset At, string Actor, string Message);

/// <summary>Which tags a model lacks for GTO and people to read the registry's state from them.</summary>
public static class TagPlan
{
    /// <summary>
    /// A registration for each version that has none, and an assignment for each stage whose newest is not on the version
    /// that the stage holds. Moves in between that went without a tag stay without: the mirror shows where things are.
    /// </summary>
    /// <param name="versions">The model's versions, with the commits that hold their files.</param>
    /// <param name="stages">The model's stages.</param>
    /// <param name="tags">The model's tags, as they are.</param>
    /// <param name="newest">The newest date of a tag that is known; none made here is before it.</param>
    public static ImmutableArray<PlannedTag> Missing(
        IReadOnlyCollection<(ModelVersion Version, string Commit)> versions,
        IReadOnlyCollection<StageHistory> stages,
        IReadOnlyCollection<TagOnCommit> tags,
        DateTimeOffset? newest
    )
    {
        var commits = versions.ToDictionary(v => v.Version.Version, v => v.Commit);
        var registered = tags.Where(t => t.Tag.Event == GtoEvent.Register).Select(t => t.Tag.Version).ToHashSet();
        var events = Registrations(versions)
            .Select(planned => (Planned: planned, Wanted: !registered.Contains(planned.Tag.Version)))
            .Concat(stages.SelectMany(history => Assignments(history, commits, tags)))
            .OrderBy(e => e.Planned.At);
        var counter = GtoGrammar.NextCounter(tags.Select(t => t.Tag));
        var last = newest ?? DateTimeOffset.UnixEpoch;
        var missing = ImmutableArray.CreateBuilder<PlannedTag>();
        foreach (var (planned, wanted) in events)
        {
            if (!wanted)
            {
                last = planned.At > last ? planned.At : last;
                continue;
            }

            // GTO orders by the tagger's second alone, so no two of them share one.
            last = planned.At > last ? planned.At : last.AddSeconds(1);
            var tag = planned.Tag.Event == GtoEvent.Assign ? planned.Tag with { Counter = counter++ } : planned.Tag;
            missing.Add(planned with { Tag = tag, At = last });
        }

        return missing.ToImmutable();
    }

    private static IEnumerable<PlannedTag> Registrations(IEnumerable<(ModelVersion Version, string Commit)> versions) =>
        versions.Select(v => new PlannedTag(
            new GtoTag(GtoEvent.Register, v.Version.Model) { Version = v.Version.Version },
            v.Commit,
            WholeSecond(v.Version.At),
            v.Version.Actor,
            $"Registering artifact {v.Version.Model} version {v.Version.Version}"
        ));

    private static IEnumerable<(PlannedTag Planned, bool Wanted)> Assignments(
        StageHistory history,
        Dictionary<SemanticVersion, string> commits,
        IReadOnlyCollection<TagOnCommit> tags
    )
    {
        var newest = tags.Where(t =>
                t.Tag.Event is GtoEvent.Assign or GtoEvent.Unassign && t.Tag.Stage == history.Last?.Stage
            )
            .MaxBy(t => t.Tag.Counter ?? 0);
        foreach (var move in history.Transitions.Where(m => commits.ContainsKey(m.Version)))
        {
            var commit = commits[move.Version];
            var shown = newest?.Tag.Event == GtoEvent.Assign && newest.Commit == commit;
            yield return (
                new PlannedTag(
                    new GtoTag(GtoEvent.Assign, move.Model) { Stage = move.Stage },
                    commit,
                    WholeSecond(move.At),
                    move.Actor,
                    $"Assigning stage {move.Stage} to artifact {move.Model} version {move.Version}"
                ),
                ReferenceEquals(move, history.Last) && !shown
            );
        }
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
