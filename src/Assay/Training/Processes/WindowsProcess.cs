using System.ComponentModel;
using System.Diagnostics;

namespace Assay.Training.Processes;

/// <summary>The same on Windows, where .NET can end a whole tree and there is no gentler way to ask.</summary>
internal sealed class WindowsProcess : IChildProcess
{
    private readonly Process _process;

    private WindowsProcess(Process process) => _process = process;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Error => _process.StandardError.BaseStream;

    /// <param name="command">What to start.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">All that its environment holds.</param>
    public static WindowsProcess Start(
        UserCommand command,
        string folder,
        IReadOnlyDictionary<string, string> environment
    )
    {
        // cmd has rules of its own for quotes: with /s it drops the first and last one and takes the rest as it is.
        var start = command.Shell is { } line
            ? new ProcessStartInfo("cmd.exe", $"/d /s /c \"{line}\"")
            : new ProcessStartInfo(command.Arguments[0], command.Arguments.Skip(1));
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new Win32Exception($"'{command}' cannot be started: no process");
        process.StandardInput.Close();
        return new WindowsProcess(process);
    }

    public async Task<ProcessExit> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return new ProcessExit(_process.ExitCode, null, _process.TotalProcessorTime.TotalSeconds, null, LeftRunning: 0);
    }

    public void Terminate() => Kill();

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose() => _process.Dispose();
}
