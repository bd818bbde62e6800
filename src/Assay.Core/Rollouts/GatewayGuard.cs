namespace Assay.Core.Rollouts;

/// <summary>What a gateway watches by itself while a canary has a share, so that protection waits for nobody.</summary>
public sealed record GatewayGuard
{
    /// <summary>Within what time somebody must visit, or the canary loses its share; null for any.</summary>
    public TimeSpan? VisitWithin { get; init; }
}
