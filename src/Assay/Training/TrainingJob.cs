using System.Collections.Immutable;

namespace Assay.Training;

/// <summary>A command of the user's to be run once, and all that it is given.</summary>
internal sealed record TrainingJob
{
    /// <summary>What to run.</summary>
    public required UserCommand Command { get; init; }

    /// <summary>Absolute path of the repository's working tree.</summary>
    public required string Workspace { get; init; }

    /// <summary>Absolute path in the workspace where the command starts.</summary>
    public required string Folder { get; init; }

    /// <summary>Every variable that the command sees. Must hold ASSAY_RUN_ID, by which its processes are recognized.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>Longest time it may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Time between asking it to end and ending it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);
}
