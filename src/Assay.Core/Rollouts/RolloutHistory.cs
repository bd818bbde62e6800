using System.Collections.Immutable;
using Assay.Core.Registry;

namespace Assay.Core.Rollouts;

/// <summary>All rollouts of a model at a target, as the fold over the moves in their journal.</summary>
public sealed record RolloutHistory
{
    private RolloutHistory(ImmutableArray<RolloutEntry> entries) => Entries = entries;

    /// <summary>A target that nothing was ever rolled out to.</summary>
    public static RolloutHistory Empty { get; } = new([]);

    /// <summary>All moves, oldest first.</summary>
    public ImmutableArray<RolloutEntry> Entries { get; }

    /// <summary>The last move, or null.</summary>
    public RolloutEntry? Last => Entries.LastOrDefault();

    /// <summary>The rollout that is under way, or null.</summary>
    public RolloutEntry? UnderWay => Last is { State.IsOver: false } last ? last : null;

    /// <summary>The version that was promoted last: it serves there. Null when none was.</summary>
    public RolloutVersion? Serves => Promoted.LastOrDefault()?.Plan.Canary;

    /// <summary>Versions that went back since something spoke against them, and were not rolled out on purpose since.</summary>
    public ImmutableHashSet<SemanticVersion> WentBack
    {
        get
        {
            var back = ImmutableHashSet<SemanticVersion>.Empty;
            foreach (var entry in Entries.Where(entry => entry.State.IsOver))
            {
                back = entry.State.Phase switch
                {
                    RolloutPhase.Promoted => back.Remove(entry.Plan.Canary.Version),
                    RolloutPhase.RolledBack or RolloutPhase.Failed => back.Add(entry.Plan.Canary.Version),
                    _ => back,
                };
            }

            return back;
        }
    }

    /// <summary>Folds moves in their order.</summary>
    public static RolloutHistory Fold(IEnumerable<RolloutEntry> entries) => new([.. entries]);

    /// <summary>The last move of each rollout of a version, oldest first.</summary>
    public ImmutableArray<RolloutEntry> Of(SemanticVersion version) =>
        [
            .. Entries
                .Where(e => e.Plan.Canary.Version.Equals(version))
                .GroupBy(e => e.Plan.Id, StringComparer.Ordinal)
                .Select(rollout => rollout.Last()),
        ];

    /// <summary>The image that a version was last served from here, or null.</summary>
    public string? ImageOf(SemanticVersion version) =>
        Entries
            .LastOrDefault(e => e.Plan.Canary.Version.Equals(version) && e.Plan.Canary.Image is not null)
            ?.Plan.Canary.Image;

    /// <inheritdoc />
    public bool Equals(RolloutHistory? other) => other is not null && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Entries.Length, Last);

    private IEnumerable<RolloutEntry> Promoted => Entries.Where(e => e.State.Phase == RolloutPhase.Promoted);
}
