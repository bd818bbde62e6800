using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Registry;
using Assay.Core.Runs;

namespace Assay.Core.Rollouts;

/// <summary>One move of a rollout, as its journal keeps it: where it stands since then, and by what evidence.</summary>
public sealed record RolloutEntry
{
    /// <summary>What the rollout is to do.</summary>
    public required RolloutPlan Plan { get; init; }

    /// <summary>Where it stands.</summary>
    public required RolloutState State { get; init; }

    /// <summary>Who moved it, as the forge or git says.</summary>
    public required string Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The verdict on the canary's model; a rollback needs none.</summary>
    public PromotionEvidence? Evidence { get; init; }

    /// <summary>Why a version that had gone back was rolled out again.</summary>
    public string? Override { get; init; }

    /// <summary>What the step was judged by.</summary>
    public StepAnalysis? Analysis { get; init; }

    /// <summary>The image that the canary's server was seen to run, where servers are containers.</summary>
    public ServedImage? Image { get; init; }

    /// <summary>The same rollout, one move on.</summary>
    /// <param name="move">The move.</param>
    /// <param name="image">The image that the canary's server is seen to run now, or null.</param>
    /// <param name="actor">Who moves it.</param>
    /// <param name="at">When.</param>
    public RolloutEntry Moved(RolloutMove move, ServedImage? image, string actor, DateTimeOffset at) =>
        this with
        {
            Image = image ?? Image,
            State = move.State,
            Analysis = move.Analysis,
            Actor = actor,
            At = at,
        };
}

/// <summary>A move of a rollout ↔ <c>rollout.json</c>, the one file in its commit's tree.</summary>
public static class RolloutDocument
{
    /// <summary>The version of the format that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    /// <summary>The document's name.</summary>
    public const string FileName = "rollout.json";

    /// <summary>UTF-8, indented, ending in a line feed. The same move gives the same bytes.</summary>
    public static byte[] Write(RolloutEntry entry) => RunJson.Document(Schema, entry, RolloutJson.Default.RolloutEntry);

    /// <summary>Reads a move; unknown keys are ignored.</summary>
    /// <exception cref="FormatException">when it is not one, or of a newer schema.</exception>
    public static RolloutEntry Read(ReadOnlySpan<byte> document)
    {
        try
        {
            SchemaOfDocument.Require(FileName, document, Schema);
            var entry =
                JsonSerializer.Deserialize(document, RolloutJson.Default.RolloutEntry)
                ?? throw new FormatException($"{FileName} is null, expected a move of a rollout");
            return Whole(entry);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{FileName} is not a move of a rollout: {e.Message}", e);
        }
    }

    // The generated reader leaves an array that is missing unmade, whatever its default is.
    private static RolloutEntry Whole(RolloutEntry entry)
    {
        var plan = entry.Plan with
        {
            Steps = entry.Plan.Steps.IsDefault ? [] : entry.Plan.Steps,
            Analysis = entry.Plan.Analysis.IsDefault ? [] : entry.Plan.Analysis,
            Salt = entry.Plan.Salt ?? "",
        };
        var problems = plan.Problems();
        return !problems.IsEmpty ? throw new FormatException($"{FileName}: {string.Join("; ", problems)}")
            : entry.State.Step < 0 || entry.State.Step > plan.Steps.Length
                ? throw new FormatException($"{FileName} is in step {entry.State.Step} of {plan.Steps.Length}")
            : entry with
            {
                Plan = plan,
                Analysis = entry.Analysis is { Rules.IsDefaultOrEmpty: true } ? null : entry.Analysis,
            };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [
        typeof(RunIdConverter),
        typeof(Sha256DigestConverter),
        typeof(TimeConverter),
        typeof(SemanticVersionConverter),
        typeof(ConditionConverter),
        typeof(EnumConverter<KeySource>),
        typeof(EnumConverter<RolloutPhase>),
        typeof(EnumConverter<Outcome>),
        typeof(EnumConverter<Trust>),
    ]
)]
[JsonSerializable(typeof(RolloutEntry))]
internal sealed partial class RolloutJson : JsonSerializerContext;

/// <summary>A condition as people write it.</summary>
internal sealed class ConditionConverter : JsonConverter<Condition>
{
    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ConditionParser.TryParse(reader.GetString() ?? "", out var condition, out var fault)
            ? condition
            : throw new JsonException(fault.Message);

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
