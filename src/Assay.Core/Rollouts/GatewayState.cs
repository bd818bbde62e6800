using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Runs;

namespace Assay.Core.Rollouts;

/// <summary>What a gateway does now: its answer to <c>GET /state</c> and to every change.</summary>
public sealed record GatewayState
{
    /// <summary>Where it sends requests.</summary>
    public required GatewayRouting Routing { get; init; }

    /// <summary>Counts the changes; <c>PUT</c> with <c>?revision=N</c> is refused when it is another.</summary>
    public required long Revision { get; init; }

    /// <summary>When the gateway started; its counts began then, or with the arms.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When somebody changed something, or visited.</summary>
    public required DateTimeOffset LastVisit { get; init; }

    /// <summary>When and why the gateway took the canary's share away by itself; null when it did not since the arms were put.</summary>
    public WentBack? WentBack { get; init; }

    /// <summary>Requests under way at each server, those that are no arm any more too.</summary>
    public ImmutableArray<ServerLoad> Servers { get; init; } = [];

    /// <summary>Writes it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, GatewayJson.Default.GatewayState);

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">when it is none.</exception>
    public static GatewayState Parse(string json)
    {
        var state =
            JsonSerializer.Deserialize(json, GatewayJson.Default.GatewayState)
            ?? throw new JsonException("null where a gateway's state was expected");
        return state with { Routing = state.Routing.Whole(), Servers = state.Servers.IsDefault ? [] : state.Servers };
    }
}

/// <summary>A return to stable that nobody ordered.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record WentBack(DateTimeOffset At, string Reason);

/// <summary>Requests under way at a server.</summary>
/// <param name="Url">The server.</param>
/// <param name="InFlight">How many.</param>
public sealed record ServerLoad(string Url, int InFlight);

/// <summary>What <c>PUT /weight</c> takes.</summary>
/// <param name="Weight">The canary's share in percent.</param>
public sealed record GatewayWeight(decimal Weight)
{
    /// <summary>Writes it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, GatewayJson.Default.GatewayWeight);

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">when it is none.</exception>
    public static GatewayWeight Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, GatewayJson.Default.GatewayWeight)
        ?? throw new JsonException("null where a weight was expected");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(TimeConverter), typeof(EnumConverter<KeySource>)]
)]
[JsonSerializable(typeof(GatewayRouting))]
[JsonSerializable(typeof(GatewayState))]
[JsonSerializable(typeof(GatewayWeight))]
internal sealed partial class GatewayJson : JsonSerializerContext;
