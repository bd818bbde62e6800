using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Git;

namespace Assay.Commands;

/// <summary>A model as <c>models list --json</c> prints it.</summary>
internal sealed record ModelDocument(
    int Schema,
    string Model,
    ImmutableArray<string> Versions,
    ImmutableSortedDictionary<string, string> Stages
)
{
    public static ModelDocument Of(RegistryView registry, string model) =>
        new(
            1,
            model,
            [.. registry.VersionsOf(model).Select(v => v.Version.ToString())],
            registry
                .StagesOf(model)
                .ToImmutableSortedDictionary(
                    s => s,
                    s => registry.StageOf(model, s).History.Current?.ToString() ?? "",
                    StringComparer.Ordinal
                )
        );
}

/// <summary>A move of a stage as <c>models history --json</c> and <c>lineage --json</c> print it.</summary>
internal sealed record MoveDocument(
    int Schema,
    string Model,
    string Stage,
    string Kind,
    string Version,
    string RunId,
    string ModelDigest,
    string Actor,
    DateTimeOffset At,
    string? Reason,
    string? Override,
    EvidenceOfMove? Evidence
)
{
    public static MoveDocument Of(Transition move) =>
        new(
            1,
            move.Model,
            move.Stage,
            KebabCase.Of(move.Kind),
            move.Version.ToString(),
            move.Run.ToString(),
            move.ModelDigest.ToString(),
            move.Actor,
            move.At,
            move.Reason,
            move.Override,
            move.Evidence is { } e ? new(e.Run.ToString(), KebabCase.Of(e.Outcome), KebabCase.Of(e.Trust)) : null
        );
}

/// <summary>The verdict that a move rests on.</summary>
internal sealed record EvidenceOfMove(string RunId, string Verdict, string Trust);

/// <summary>A version's origin as <c>lineage --json</c> prints it.</summary>
internal sealed record LineageDocument(
    int Schema,
    string Model,
    string Version,
    string RegisteredBy,
    DateTimeOffset RegisteredAt,
    string RunId,
    string ModelDigest,
    string? CodeCommit,
    string? Command,
    ImmutableSortedDictionary<string, string> Params,
    ImmutableArray<LineageFile> Inputs,
    ImmutableArray<LineageVerdict> Verdicts,
    ImmutableArray<MoveDocument> Stages,
    ImmutableArray<LineageRollout> Rollouts
);

/// <summary>A rollout of the version, and where it stands.</summary>
internal sealed record LineageRollout(
    string Target,
    string Rollout,
    string Phase,
    DateTimeOffset At,
    string Reason,
    string Actor,
    string? Image,
    string? ImageDigest,
    string? ImageConfigDigest,
    string? Override
)
{
    public static LineageRollout Of(RolloutEntry entry) =>
        new(
            entry.Plan.Target,
            entry.Plan.Id,
            KebabCase.Of(entry.State.Phase),
            entry.At,
            entry.State.Reason,
            entry.Actor,
            entry.Plan.Canary.Image,
            entry.Image?.Digest?.ToString(),
            entry.Image?.ConfigDigest?.ToString(),
            entry.Override
        );
}

/// <summary>A file with its digest.</summary>
internal sealed record LineageFile(string Path, string Sha256, long Size);

/// <summary>A verdict on the version's very model.</summary>
internal sealed record LineageVerdict(string RunId, DateTimeOffset At, string Verdict, string Against, string Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ModelDocument[]))]
[JsonSerializable(typeof(MoveDocument[]))]
[JsonSerializable(typeof(LineageDocument))]
internal sealed partial class RegistryDocuments : JsonSerializerContext;
