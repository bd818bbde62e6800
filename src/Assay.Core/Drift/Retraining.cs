using System.Collections.Immutable;
using Assay.Core.Registry;

namespace Assay.Core.Drift;

/// <summary>A retraining that a drift began; written before it begins, so that no second check begins it again.</summary>
public sealed record Retraining
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version that was found drifting.</summary>
    public required SemanticVersion Version { get; init; }

    /// <summary>The inputs that drifted, the worst first.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>What was found, in a sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>Who made the check, as the forge or git says.</summary>
    public required string Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the next one may begin.</summary>
    /// <param name="last">The last one, or null.</param>
    /// <param name="cooldown">Shortest time between two.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null when it may begin now.</returns>
    public static DateTimeOffset? WaitsUntil(Retraining? last, TimeSpan cooldown, DateTimeOffset now) =>
        last is not null && last.At + cooldown > now ? last.At + cooldown : null;
}
