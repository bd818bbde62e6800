namespace Assay.Core.Rollouts;

/// <summary>What a gateway watches by itself while a canary has a share, so that protection waits for nobody.</summary>
public sealed record GatewayGuard
{
    /// <summary>Within what time somebody must visit, or the canary loses its share; null for any.</summary>
    public TimeSpan? VisitWithin { get; init; }

    /// <summary>Why the canary is to lose its share now; null when it may keep it.</summary>
    /// <param name="lastVisit">When somebody visited last.</param>
    /// <param name="now">Now.</param>
    public string? ReasonToGoBack(DateTimeOffset lastVisit, DateTimeOffset now) =>
        VisitWithin is { } within && now - lastVisit > within
            ? $"nobody visited for {within:c}, since {lastVisit.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
            : null;
}
