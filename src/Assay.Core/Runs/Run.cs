using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Assay.Core.Runs;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>It did what it was asked.</summary>
    Finished,

    /// <summary>It ended with an error of its own.</summary>
    Failed,

    /// <summary>It was stopped: by a signal, a time limit or a person.</summary>
    Killed,
}

/// <summary>What made a run.</summary>
public enum RunKind
{
    /// <summary><c>assay train</c> ran the model's training command.</summary>
    Training,

    /// <summary><c>assay log-run</c> recorded what something else had made.</summary>
    Logged,

    /// <summary><c>assay evaluate-gate</c> judged another run; <see cref="Run.Judgement"/> says how.</summary>
    Evaluation,
}

/// <summary>
/// One training or evaluation: what went in, what came out, where and how. Everything that is shown, compared or
/// registered later is read from this value. Secrets are masked before they get here.
/// </summary>
public sealed record Run
{
    /// <summary>The file that describes a model which MLflow saved as a folder.</summary>
    public const string MlflowModelFile = "MLmodel";

    /// <summary>The run's name; ids sort by time.</summary>
    public required RunId Id { get; init; }

    /// <summary>The model's name in <c>assay.yml</c>.</summary>
    public required string Model { get; init; }

    /// <summary>What made the run.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Parameters by name, as text.</summary>
    public ImmutableSortedDictionary<string, string> Params { get; init; } = Empty<string>();

    /// <summary>Tags by name.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Empty<string>();

    /// <summary>Metrics by name, each with its history; kept apart from the rest, in <see cref="MetricLog"/>'s lines.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<string, MetricSeries> Metrics { get; init; } = Empty<MetricSeries>();

    /// <summary>Files that went in, by path in the repository.</summary>
    public ImmutableArray<RunInput> Inputs { get; init; } = [];

    /// <summary>Files that came out.</summary>
    public ImmutableArray<Artifact> Artifacts { get; init; } = [];

    /// <summary>Path of the artifact that is the model, if there is one.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Path of the artifact that holds predictions on the validation rows, if there is one.</summary>
    public string? PredictionsPath { get; init; }

    /// <summary>The code it ran, if it ran in a git repository.</summary>
    public CodeState? Code { get; init; }

    /// <summary>The machine it ran on.</summary>
    public MachineState? Machine { get; init; }

    /// <summary>What it used.</summary>
    public ResourceUse? Resources { get; init; }

    /// <summary>Digest of all that determines the result: command, image, inputs, params. Equal ones are reused.</summary>
    public Sha256Digest? Fingerprint { get; init; }

    /// <summary>The training command as it was run, masked.</summary>
    public string? Command { get; init; }

    /// <summary>The training command's exit code, if it got that far.</summary>
    public int? ExitCode { get; init; }

    /// <summary>One sentence on why the run did not finish.</summary>
    public string? Failure { get; init; }

    /// <summary>The last lines of the log of a run that did not finish, masked.</summary>
    public string? LogTail { get; init; }

    /// <summary>Who started it, as the forge or git says.</summary>
    public string? Actor { get; init; }

    /// <summary>What an evaluation judged and how; absent for other kinds.</summary>
    public Judgement? Judgement { get; init; }

    /// <summary>The artifact that is the model, or null.</summary>
    public Artifact? ModelArtifact => Artifact(ModelPath);

    /// <summary>
    /// All files of the model: the one that <see cref="ModelPath"/> names or, where that is MLflow's description of a
    /// folder, every artifact in the folder.
    /// </summary>
    [JsonIgnore]
    public ImmutableArray<Artifact> ModelFiles =>
        ModelArtifact is not { } model ? []
        : ModelFolder is { } folder ? [.. Artifacts.Where(a => a.Path.StartsWith(folder, StringComparison.Ordinal))]
        : [model];

    /// <summary>
    /// Digest of the model, or null without one: of the file's bytes; of a folder, of its files as <c>sha256sum</c> lists
    /// them, by path in the folder and in ordinal order.
    /// </summary>
    public Sha256Digest? ModelDigest =>
        ModelFolder is { } folder ? Sha256Digest.OfListing(ModelFiles, folder.Length) : ModelArtifact?.Sha256;

    /// <summary>The artifact that holds predictions, or null.</summary>
    public Artifact? PredictionsArtifact => Artifact(PredictionsPath);

    // With its last slash; null when the model is one file.
    private string? ModelFolder =>
        ModelPath is { } path && path.EndsWith('/' + MlflowModelFile, StringComparison.Ordinal)
            ? path[..^MlflowModelFile.Length]
            : null;

    private Artifact? Artifact(string? path) => path is null ? null : Artifacts.FirstOrDefault(a => a.Path == path);

    private static ImmutableSortedDictionary<string, T> Empty<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

/// <summary>A file that went into a run.</summary>
/// <param name="Path">Path from the repository's root, with forward slashes.</param>
/// <param name="Sha256">Digest of its bytes.</param>
/// <param name="Size">Bytes.</param>
public sealed record RunInput(string Path, Sha256Digest Sha256, long Size);

/// <summary>A file that a run produced.</summary>
/// <param name="Path">Path in the run, with forward slashes, never absolute and without <c>..</c>.</param>
/// <param name="Sha256">Digest of its bytes.</param>
/// <param name="Size">Bytes.</param>
public sealed record Artifact(string Path, Sha256Digest Sha256, long Size);

/// <summary>The code a run was made from.</summary>
/// <param name="Commit">Git commit id.</param>
/// <param name="Branch">Branch, if HEAD was on one.</param>
/// <param name="Dirty">Whether tracked files differed from the commit.</param>
public sealed record CodeState(
    string Commit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Branch,
    bool Dirty
);

/// <summary>Where a run was made.</summary>
/// <param name="Os">Operating system and release.</param>
/// <param name="Architecture">Processor architecture, <c>x64</c> or <c>arm64</c>.</param>
/// <param name="Processors">Logical processors that the run could use.</param>
/// <param name="MemoryBytes">Memory that the run could use.</param>
/// <param name="Image">Container image by name, when the training ran in one.</param>
/// <param name="ImageDigest">The image's id, when the training ran in one.</param>
public sealed record MachineState(
    string Os,
    string Architecture,
    int Processors,
    long MemoryBytes,
    string? Image = null,
    string? ImageDigest = null
);

/// <summary>What a training used.</summary>
/// <param name="WallSeconds">Elapsed time.</param>
/// <param name="CpuSeconds">User and system time of all its processes, if it could be measured.</param>
/// <param name="PeakMemoryBytes">Largest resident memory, if it could be measured.</param>
public sealed record ResourceUse(
    double WallSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? CpuSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? PeakMemoryBytes
);
