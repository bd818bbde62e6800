using Assay.Core.Runs;

namespace Assay.Training;

/// <summary>Why a command is no longer running.</summary>
internal enum EndReason
{
    /// <summary>It ended by itself.</summary>
    Exited,

    /// <summary>It was stopped because its time was over.</summary>
    TimedOut,

    /// <summary>It was stopped because we were asked to stop.</summary>
    Interrupted,

    /// <summary>The system killed it because memory ran out.</summary>
    OutOfMemory,
}

/// <summary>How a command ended and what it used.</summary>
/// <param name="Reason">Why it is no longer running.</param>
/// <param name="ExitCode">Its exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="Signal">The number of the signal that ended it.</param>
/// <param name="Resources">What it used.</param>
/// <param name="LeftRunning">Processes that it had left running, and that were killed.</param>
internal sealed record TrainingEnd(
    EndReason Reason,
    int ExitCode,
    int? Signal,
    ResourceUse Resources,
    int LeftRunning = 0
)
{
    /// <summary>Whether it was the setup before it that did not succeed.</summary>
    public bool SetupFailed { get; init; }

    public bool Succeeded => Reason == EndReason.Exited && ExitCode == 0;
}
