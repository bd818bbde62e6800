using System.Text;
using Assay.Core.Rollouts;

namespace Assay.Serving.Gateway;

/// <summary>Where requests go now. It is replaced whole.</summary>
internal sealed class RoutingTable
{
    private readonly byte[] _salt;
    private readonly int _canaryBuckets;

    public RoutingTable(GatewayRouting routing, long revision, ArmSide stable, ArmSide? canary, DateTimeOffset since)
    {
        (Routing, Revision, Stable, Canary, Since) = (routing, revision, stable, canary, since);
        _salt = Encoding.UTF8.GetBytes(routing.Salt);
        _canaryBuckets = canary is null ? 0 : ArmSplit.BucketsOf(routing.Weight);
    }

    public GatewayRouting Routing { get; }

    public long Revision { get; }

    public ArmSide Stable { get; }

    public ArmSide? Canary { get; }

    /// <summary>When these arms were put; their counts began then.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The arm of a key.</summary>
    public ArmSide ArmOf(ReadOnlySpan<byte> key) =>
        _canaryBuckets > 0 && ArmSplit.BucketOf(_salt, key) < _canaryBuckets ? Canary! : Stable;

    /// <summary>Whether another routing has the same arms in the same order of keys: counts go on then.</summary>
    public bool HasArmsOf(GatewayRouting other) =>
        other.Stable.Url == Routing.Stable.Url
        && other.Canary?.Url == Routing.Canary?.Url
        && other.Salt == Routing.Salt;
}
