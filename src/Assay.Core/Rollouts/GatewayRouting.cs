using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Names;

namespace Assay.Core.Rollouts;

/// <summary>A model server behind the gateway.</summary>
/// <param name="Url">Where it listens: <c>http://10.0.0.7:8080</c>.</param>
/// <param name="Version">The version that it serves, if known; its answers say so too.</param>
public sealed record GatewayArm(string Url, string? Version = null);

/// <summary>
/// Where a gateway sends requests: what <c>PUT /arms</c> takes. It replaces what was before at one stroke; the same body a
/// second time changes nothing.
/// </summary>
public sealed record GatewayRouting
{
    private const int LongestText = 200;

    /// <summary>The version that serves.</summary>
    public required GatewayArm Stable { get; init; }

    /// <summary>The version that gets a share, or null.</summary>
    public GatewayArm? Canary { get; init; }

    /// <summary>The canary's share in percent, in steps of 0.01.</summary>
    public decimal Weight { get; init; }

    /// <summary>What buckets depend on beside the key: the rollout's id.</summary>
    public string Salt { get; init; } = "";

    /// <summary>What requests are split by; null for each request by itself.</summary>
    public SplitKey? SplitBy { get; init; }

    /// <summary>What the gateway watches by itself while a canary has a share; null for nothing.</summary>
    public GatewayGuard? Guard { get; init; }

    /// <summary>What is wrong with it, a sentence each.</summary>
    public ImmutableArray<string> Problems() =>
        [
            .. Problems(Stable, "stable"),
            .. Canary is null ? [] : Problems(Canary, "canary"),
            .. WeightProblems(Weight, Canary is not null),
            .. Salt.Length > LongestText ? [$"salt has more than {LongestText} characters"] : Array.Empty<string>(),
            .. SplitBy is { } key && !SplitKey.IsName(key.Name)
                ? [$"split_by.name is {Quoted.Value(key.Name)}; expected a header's, cookie's or key's name"]
                : Array.Empty<string>(),
            .. Guard?.Problems() ?? [],
        ];

    /// <summary>What is wrong with a weight, a sentence each.</summary>
    public static ImmutableArray<string> WeightProblems(decimal weight, bool hasCanary) =>
        weight is < 0 or > 100 || decimal.Round(weight, 2) != weight
            ? [$"weight is {weight}; expected a percentage from 0 to 100 with at most two decimals"]
        : weight > 0 && !hasCanary ? [$"weight is {weight}, and there is no canary; put one with PUT /arms first"]
        : [];

    /// <summary>Writes it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, GatewayJson.Default.GatewayRouting);

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">when it is none.</exception>
    public static GatewayRouting Parse(ReadOnlySpan<byte> json) =>
        (
            JsonSerializer.Deserialize(json, GatewayJson.Default.GatewayRouting)
            ?? throw new JsonException("null where a routing was expected")
        ).Whole();

    // The generated reader of a record with required keys leaves null where a key is missing, whatever its default is.
    internal GatewayRouting Whole() =>
        this with
        {
            Salt = Salt ?? "",
            Guard = Guard is { } guard
                ? guard with
                {
                    Abort = guard.Abort.IsDefault ? [] : guard.Abort,
                    FalseAlarm = guard.FalseAlarm == 0 ? AbortRules.UsualFalseAlarm : guard.FalseAlarm,
                }
                : null,
        };

    private static IEnumerable<string> Problems(GatewayArm arm, string name)
    {
        if (
            !Uri.TryCreate(arm.Url, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
            || url.UserInfo.Length > 0
            || url.PathAndQuery != "/"
        )
        {
            yield return $"{name}.url is {Quoted.Value(arm.Url)}; expected an address such as http://10.0.0.7:8080";
        }

        if (arm.Version is { Length: 0 or > LongestText } || arm.Version?.Any(c => c is < '!' or > '~') == true)
        {
            yield return $"{name}.version is {Quoted.Value(arm.Version!)}; expected a version such as v1.4.0";
        }
    }
}
