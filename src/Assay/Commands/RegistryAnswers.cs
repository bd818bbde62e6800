using System.Text.Json.Serialization;
using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Core.Rollouts;

namespace Assay.Commands;

/// <summary>A version as <c>register --json</c> prints it.</summary>
internal sealed record RegisteredDocument(
    int Schema,
    string Model,
    string Version,
    string Tag,
    bool IsNew,
    string RunId,
    string ModelDigest,
    string? CodeCommit,
    string Actor,
    DateTimeOffset At
)
{
    public static RegisteredDocument Of(ModelVersion version, bool isNew) =>
        new(
            1,
            version.Model,
            version.Version.ToString(),
            version.ToString(),
            isNew,
            version.Run.ToString(),
            version.ModelDigest.ToString(),
            version.CodeCommit,
            version.Actor,
            version.At
        );
}

/// <summary>A stage as <c>promote --json</c> and <c>rollback --json</c> print it.</summary>
/// <param name="Version">The version asked about; when moved, the one that is there now.</param>
/// <param name="Moved">Whether the stage moved.</param>
/// <param name="From">The version that was there before, when it moved.</param>
/// <param name="Refusal">Why it did not move, when the answer is no.</param>
internal sealed record StageDocument(
    int Schema,
    string Model,
    string Stage,
    string Version,
    bool Moved,
    string? From,
    string? Refusal,
    string RunId,
    string ModelDigest,
    string? Actor,
    DateTimeOffset? At,
    string? Reason,
    string? Override,
    StageVerdict? Verdict
)
{
    public static StageDocument Of(Transition transition, SemanticVersion? from, bool moved) =>
        new(
            1,
            transition.Model,
            transition.Stage,
            transition.Version.ToString(),
            moved,
            from?.ToString(),
            null,
            transition.Run.ToString(),
            transition.ModelDigest.ToString(),
            transition.Actor,
            transition.At,
            transition.Reason,
            transition.Override,
            transition.Evidence is { } e ? new(e.Run.ToString(), KebabCase.Of(e.Outcome), KebabCase.Of(e.Trust)) : null
        );

    /// <summary>A rollback that took back what was being rolled out: the stage stays, the version that serves is told.</summary>
    public static StageDocument Of(RolloutEntry ended, string stage)
    {
        var serves = ended.Plan.Stable ?? ended.Plan.Canary;
        return new(
            1,
            ended.Plan.Model,
            stage,
            ended.Plan.Stable?.Version.ToString() ?? "",
            false,
            ended.Plan.Canary.Version.ToString(),
            null,
            serves.Run.ToString(),
            serves.ModelDigest.ToString(),
            ended.Actor,
            ended.At,
            ended.State.Reason,
            null,
            null
        );
    }

    public static StageDocument Refused(ModelVersion version, string stage, string refusal) =>
        new(
            1,
            version.Model,
            stage,
            version.Version.ToString(),
            false,
            null,
            refusal,
            version.Run.ToString(),
            version.ModelDigest.ToString(),
            null,
            null,
            null,
            null,
            null
        );
}

/// <summary>What <c>runs import --json</c> prints.</summary>
/// <param name="Runs">Ids of the runs that were taken in or were there already.</param>
/// <param name="Sent">Whether the remote has them.</param>
internal sealed record ImportedDocument(int Schema, string[] Runs, bool Sent);

/// <summary>What <c>runs fold --json</c> prints.</summary>
/// <param name="Folded">How many runs moved from the inbox into the index.</param>
internal sealed record FoldedDocument(int Schema, int Folded);

/// <summary>The verdict that a move rests on.</summary>
internal sealed record StageVerdict(string RunId, string Verdict, string Trust);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(RegisteredDocument))]
[JsonSerializable(typeof(StageDocument))]
[JsonSerializable(typeof(ImportedDocument))]
[JsonSerializable(typeof(FoldedDocument))]
internal sealed partial class RegistryAnswers : JsonSerializerContext;
