namespace Assay.Training.Processes;

/// <summary>A started process and everything that it starts.</summary>
internal interface IChildProcess : IDisposable
{
    Stream Output { get; }

    Stream Error { get; }

    /// <summary>Ends when the process has, and what it left running has been killed.</summary>
    Task<ProcessExit> WaitAsync();

    /// <summary>Asks the process and all that it started to end.</summary>
    void Terminate();

    /// <summary>Ends them.</summary>
    void Kill();
}

/// <summary>How a process ended and what it used.</summary>
/// <param name="Code">Exit code; 128 and the signal's number when a signal ended it, as shells say it.</param>
/// <param name="Signal">The signal that ended it.</param>
/// <param name="CpuSeconds">User and system time of it and of the descendants it waited for.</param>
/// <param name="PeakMemoryBytes">Resident memory of the largest of these processes.</param>
/// <param name="LeftRunning">How many processes it had left running.</param>
internal sealed record ProcessExit(int Code, int? Signal, double? CpuSeconds, long? PeakMemoryBytes, int LeftRunning);
