using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Runs;

namespace Assay.Core.Rollouts;

/// <summary>One of the two sides of a rollout.</summary>
public enum Arm
{
    /// <summary>The version that serves.</summary>
    Stable,

    /// <summary>The version that gets a share.</summary>
    Canary,
}

/// <summary>
/// What an arm answered over some time, as the gateway counts it. Requests that forced their arm by header are counted apart:
/// who forces one is no random share of the users.
/// </summary>
public sealed record ArmStats
{
    /// <summary>The arm.</summary>
    public required Arm Arm { get; init; }

    /// <summary>The version that it last said it serves, if it said one.</summary>
    public string? Version { get; init; }

    /// <summary>Requests that the split sent here and that are answered: errors and refusals are among them.</summary>
    public long Requests { get; init; }

    /// <summary>Answers 500 and above, and requests that the arm did not answer at all.</summary>
    public long Errors { get; init; }

    /// <summary>Answers 400 to 499: the caller was wrong, or the model refuses what the other takes.</summary>
    public long Refusals { get; init; }

    /// <summary>Requests under way now; not a count over time.</summary>
    public long InFlight { get; init; }

    /// <summary>Requests that forced this arm by header; in no other count.</summary>
    public long Forced { get; init; }

    /// <summary>Of the requests, those that carried no key and were split by their request's id.</summary>
    public long Keyless { get; init; }

    /// <summary>What the requests took, errors and refusals too.</summary>
    public LatencyHistogram Latency { get; init; } = LatencyHistogram.Empty;

    /// <summary>What came since an earlier state of the same counters.</summary>
    /// <exception cref="ArgumentException">when the other is of another arm, or no earlier state.</exception>
    public ArmStats Minus(ArmStats earlier) =>
        earlier.Arm == Arm && earlier.Requests <= Requests
            ? this with
            {
                Requests = Requests - earlier.Requests,
                Errors = Errors - earlier.Errors,
                Refusals = Refusals - earlier.Refusals,
                Forced = Forced - earlier.Forced,
                Keyless = Keyless - earlier.Keyless,
                Latency = Latency.Minus(earlier.Latency),
            }
            : throw new ArgumentException("not an earlier state of the same arm", nameof(earlier));
}

/// <summary>What both arms answered over the same time: the gateway's answer to <c>GET /arms/stats</c>.</summary>
/// <param name="Since">The beginning: when the mark was set, or the gateway started.</param>
/// <param name="Until">The end: now.</param>
/// <param name="Stable">The version that serves.</param>
/// <param name="Canary">The version that gets a share; null without one.</param>
/// <param name="Mark">The mark's name, or null for all since the start.</param>
public sealed record ArmsWindow(
    DateTimeOffset Since,
    DateTimeOffset Until,
    ArmStats Stable,
    ArmStats? Canary = null,
    string? Mark = null
)
{
    /// <summary>Writes the document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ArmStatsJson.Default.ArmsWindow);

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">when it is none.</exception>
    public static ArmsWindow Parse(string json) =>
        JsonSerializer.Deserialize(json, ArmStatsJson.Default.ArmsWindow)
        ?? throw new JsonException("null where the statistics of two arms were expected");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimeConverter), typeof(EnumConverter<Arm>), typeof(LatencyHistogramConverter)]
)]
[JsonSerializable(typeof(ArmsWindow))]
internal sealed partial class ArmStatsJson : JsonSerializerContext;
