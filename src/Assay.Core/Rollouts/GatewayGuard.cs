using System.Collections.Immutable;

namespace Assay.Core.Rollouts;

/// <summary>What a gateway watches by itself while a canary has a share, so that protection waits for nobody.</summary>
public sealed record GatewayGuard
{
    /// <summary>Within what time somebody must visit, or the canary loses its share; null for any.</summary>
    public TimeSpan? VisitWithin { get; init; }

    /// <summary>Conditions of which none may be proven broken, or the canary loses its share.</summary>
    public ImmutableArray<string> Abort { get; init; } = [];

    /// <summary>The chance, for each condition, that a canary that meets it loses its share all the same.</summary>
    public double FalseAlarm { get; init; } = AbortRules.UsualFalseAlarm;

    /// <summary>The mark since which the conditions look; null for since the arms were put.</summary>
    public string? Since { get; init; }

    /// <summary>What is wrong with it, a sentence each.</summary>
    public ImmutableArray<string> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (VisitWithin <= TimeSpan.Zero)
        {
            problems.Add($"guard.visit_within is {VisitWithin}; expected a time such as 02:00:00");
        }

        if (FalseAlarm is not (> 0 and < 1))
        {
            problems.Add("guard.false_alarm is no chance; expected a number above 0 and below 1");
        }

        try
        {
            foreach (var condition in Rules.Conditions.Where(condition => !ArmMetrics.IsMeasured(condition)))
            {
                problems.Add(
                    $"guard.abort names {condition.Metric}, which a gateway does not measure; expected one of {string.Join(", ", ArmMetrics.Names)}"
                );
            }
        }
        catch (FormatException e)
        {
            problems.Add($"guard.abort: {e.Message}");
        }

        return problems.ToImmutable();
    }

    /// <summary>The conditions, read.</summary>
    /// <exception cref="FormatException">when one is none.</exception>
    public AbortRules Rules => AbortRules.Parse(Abort, FalseAlarm);

    /// <summary>Why the canary is to lose its share now; null when it may keep it.</summary>
    /// <param name="lastVisit">When somebody visited last.</param>
    /// <param name="now">Now.</param>
    /// <param name="window">Both arms since the mark; null while it is not set.</param>
    public string? ReasonToGoBack(DateTimeOffset lastVisit, DateTimeOffset now, ArmsWindow? window) =>
        VisitWithin is { } within && now - lastVisit > within
            ? $"nobody visited for {within:c}, since {lastVisit.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
        : window is not null && !Abort.IsEmpty ? Rules.ReasonToGoBack(window)
        : null;

    /// <inheritdoc />
    public bool Equals(GatewayGuard? other) =>
        other is not null
        && VisitWithin == other.VisitWithin
        && FalseAlarm.Equals(other.FalseAlarm)
        && Since == other.Since
        && Abort.SequenceEqual(other.Abort);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(VisitWithin, FalseAlarm, Since, Abort.Length);
}
