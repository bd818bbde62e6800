using System.Collections.Immutable;

namespace Assay.Core.Runs;

/// <summary>A run as the ledger's index holds it: one line, enough to list, filter and find it again.</summary>
public sealed record RunSummary
{
    /// <inheritdoc cref="Run.Id"/>
    public required RunId Id { get; init; }

    /// <summary>The git commit whose tree is the run.</summary>
    public required string Commit { get; init; }

    /// <inheritdoc cref="Run.Model"/>
    public required string Model { get; init; }

    /// <inheritdoc cref="Run.Kind"/>
    public required RunKind Kind { get; init; }

    /// <inheritdoc cref="Run.Status"/>
    public required RunStatus Status { get; init; }

    /// <inheritdoc cref="Run.StartedAt"/>
    public required DateTimeOffset StartedAt { get; init; }

    /// <inheritdoc cref="Run.EndedAt"/>
    public required DateTimeOffset EndedAt { get; init; }

    /// <inheritdoc cref="Run.Params"/>
    public required ImmutableSortedDictionary<string, string> Params { get; init; }

    /// <inheritdoc cref="Run.Tags"/>
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }

    /// <summary>The last value of each metric.</summary>
    public required ImmutableSortedDictionary<string, double> Metrics { get; init; }

    /// <inheritdoc cref="Run.Code"/>
    public CodeState? Code { get; init; }

    /// <inheritdoc cref="Run.Fingerprint"/>
    public Sha256Digest? Fingerprint { get; init; }

    /// <summary>Digest of the model, if the run made one.</summary>
    public Sha256Digest? ModelDigest { get; init; }

    /// <inheritdoc cref="Run.Actor"/>
    public string? Actor { get; init; }

    /// <inheritdoc cref="Run.Judgement"/>
    public Judgement? Judgement { get; init; }

    /// <summary>The line for <paramref name="run"/>, stored as <paramref name="commit"/>.</summary>
    public static RunSummary Of(Run run, string commit) =>
        new()
        {
            Id = run.Id,
            Commit = commit,
            Model = run.Model,
            Kind = run.Kind,
            Status = run.Status,
            StartedAt = run.StartedAt,
            EndedAt = run.EndedAt,
            Params = run.Params,
            Tags = run.Tags,
            Metrics = run.Metrics.ToImmutableSortedDictionary(m => m.Key, m => m.Value.Last, StringComparer.Ordinal),
            Code = run.Code,
            Fingerprint = run.Fingerprint,
            ModelDigest = run.ModelDigest,
            Actor = run.Actor,
            Judgement = run.Judgement,
        };
}
