namespace Assay.Core.Drift;

/// <summary>Whether a drift may begin a retraining now.</summary>
public abstract record RetrainingTurn
{
    /// <summary>Tries within one cooldown: what fails three times fails for a reason that time does not mend.</summary>
    public const int MostAttempts = 3;

    private RetrainingTurn() { }

    /// <summary>It may.</summary>
    /// <param name="Attempt">Which try it is, from 1.</param>
    /// <param name="FirstAt">When the first of these tries began.</param>
    public sealed record Begins(int Attempt, DateTimeOffset FirstAt) : RetrainingTurn;

    /// <summary>One runs, or was not long ago.</summary>
    /// <param name="Until">When the next may begin.</param>
    public sealed record Waits(DateTimeOffset Until) : RetrainingTurn;

    /// <summary>All tries failed.</summary>
    /// <param name="Until">When the next may begin.</param>
    public sealed record GaveUp(DateTimeOffset Until) : RetrainingTurn;

    /// <summary>Decides: after one that succeeded or runs, the cooldown; after one that failed, at once, but so many times only.</summary>
    /// <param name="last">The last one, or null.</param>
    /// <param name="cooldown">Shortest time between two that succeed.</param>
    /// <param name="patience">After which one that tells no end is taken for failed: its job was cancelled, or its machine died.</param>
    /// <param name="now">The time.</param>
    public static RetrainingTurn Of(Retraining? last, TimeSpan cooldown, TimeSpan patience, DateTimeOffset now)
    {
        if (last is null)
        {
            return new Begins(1, now);
        }

        var (attempt, first) = (last.Attempt ?? 1, last.FirstAt ?? last.At);
        var failed = last.Succeeded == false || (last.Succeeded is null && last.At + patience <= now);
        if (!failed)
        {
            var until = last.At + (last.Succeeded is null && patience < cooldown ? patience : cooldown);
            return until > now ? new Waits(until) : new Begins(1, now);
        }

        return first + cooldown <= now ? new Begins(1, now)
            : attempt < MostAttempts ? new Begins(attempt + 1, first)
            : new GaveUp(first + cooldown);
    }
}
