using System.Collections.Immutable;

namespace Assay.Core.Registry;

/// <summary>A stage as the fold over its transitions.</summary>
public sealed record StageHistory
{
    private StageHistory(ImmutableArray<Transition> transitions) => Transitions = transitions;

    /// <summary>A stage that nothing was ever put in.</summary>
    public static StageHistory Empty { get; } = new([]);

    /// <summary>All moves, oldest first.</summary>
    public ImmutableArray<Transition> Transitions { get; }

    /// <summary>The last move, or null when there was none.</summary>
    public Transition? Last => Transitions.LastOrDefault();

    /// <summary>The version in the stage, or null.</summary>
    public SemanticVersion? Current => Last?.Version;

    /// <summary>Versions that were taken out by a rollback and not put back on purpose since.</summary>
    public ImmutableHashSet<SemanticVersion> WentBack { get; private init; } = [];

    /// <summary>
    /// The move that put the last good version there: the latest before the current one whose version is neither the current
    /// one nor went back. Null when there is nothing to go back to.
    /// </summary>
    public Transition? LastGood =>
        Transitions.LastOrDefault(t => !t.Version.Equals(Current) && !WentBack.Contains(t.Version));

    /// <summary>Folds moves in their order.</summary>
    public static StageHistory Fold(IEnumerable<Transition> transitions) =>
        transitions.Aggregate(Empty, (history, next) => history.Add(next));

    /// <summary>The history with one more move.</summary>
    public StageHistory Add(Transition next)
    {
        var wentBack = next.Kind == TransitionKind.Rollback && Current is { } left ? WentBack.Add(left) : WentBack;
        return new StageHistory(Transitions.Add(next)) { WentBack = wentBack.Remove(next.Version) };
    }

    /// <inheritdoc />
    public bool Equals(StageHistory? other) => other is not null && Transitions.SequenceEqual(other.Transitions);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Transitions.Length, Last);
}
