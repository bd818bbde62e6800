using System.Runtime.InteropServices;
using Assay.Core.Runs;
using Assay.Training.Processes;

namespace Assay.Training;

/// <summary>This machine.</summary>
internal static class Machine
{
    private const int SetDumpable = 4;

    /// <summary>What the job may use of it: a container's limits count.</summary>
    public static MachineState Read() =>
        new(
            RuntimeInformation.OSDescription,
            RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes
        );

    /// <summary>
    /// Keeps this process's environment and memory, where the job's tokens are, from other processes of the same user. Linux;
    /// root reads them all the same.
    /// </summary>
    public static void HideProcess()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Libc.Control(SetDumpable, 0, 0, 0, 0);
        }
    }
}
