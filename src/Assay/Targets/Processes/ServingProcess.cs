using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Assay.Core.Serving;
using Assay.Toolkit;

namespace Assay.Targets.Processes;

/// <summary>
/// A server that outlives this program, and what its folder says of it: <c>pid</c>, <c>ready.json</c> once it listens, and
/// <c>log</c>.
/// </summary>
/// <param name="folder">Its folder.</param>
/// <param name="clock">The clock.</param>
internal sealed class ServingProcess(string folder, TimeProvider clock)
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int LongestProblem = 300;

    // Hangups and Ctrl-C are for whoever started it. The process keeps the number that the shell had.
    private const string Detached =
        "trap '' HUP INT QUIT; echo $$ > \"$1\"; log=$2; shift 2; exec \"$@\" </dev/null >\"$log\" 2>&1";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private string PidFile => Path.Combine(folder, "pid");

    private string LogFile => Path.Combine(folder, "log");

    /// <summary>Where the server says that it listens.</summary>
    public string ReadyFile => Path.Combine(folder, "ready.json");

    /// <summary>Its process, if it runs.</summary>
    public int? Pid =>
        File.Exists(PidFile)
        && int.TryParse(
            File.ReadAllText(PidFile),
            NumberStyles.None | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var pid
        )
        && IsOurs(pid)
            ? pid
            : null;

    /// <summary>Its ports; null until it listens, and when it does not run.</summary>
    public ServerReady? Ready
    {
        get
        {
            if (Pid is not { } pid || !File.Exists(ReadyFile))
            {
                return null;
            }

            try
            {
                var ready = ServerReady.Parse(File.ReadAllText(ReadyFile));
                return ready.Pid == pid ? ready : null;
            }
            catch (Exception e) when (e is JsonException or IOException)
            {
                return null;
            }
        }
    }

    /// <summary>The last line that it wrote; null when it wrote none.</summary>
    public string? LastLine =>
        File.Exists(LogFile)
        && File.ReadLines(LogFile).LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } line
            ? line[..Math.Min(line.Length, LongestProblem)]
            : null;

    /// <summary>Starts it in the background, with this environment and no other.</summary>
    /// <exception cref="OperationError">when it cannot be started.</exception>
    public void Start(IEnumerable<string> command, IReadOnlyDictionary<string, string> environment)
    {
        File.Delete(ReadyFile);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Detached, "sh", PidFile, LogFile, .. command])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new OperationError(
                $"a server cannot be started as a process here ({e.Message}); targets of kind process want Linux or macOS",
                e
            );
        }
    }

    /// <summary>Asks it to end, and ends it when it does not.</summary>
    /// <param name="patience">How long it may take.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task StopAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var (signal, began) = (SigTerm, clock.GetTimestamp());
        var sent = 0;
        while (Pid is { } pid)
        {
            if (sent != signal)
            {
                _ = Kill(pid, signal);
                sent = signal;
            }

            await Task.Delay(Look, clock, cancellationToken).ConfigureAwait(false);
            signal = clock.GetElapsedTime(began) > patience ? SigKill : SigTerm;
        }

        if (Directory.Exists(folder))
        {
            File.Delete(PidFile);
            File.Delete(ReadyFile);
        }
    }

    // A number is used again once its process is gone; our servers name their folder.
    private bool IsOurs(int pid)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Kill(pid, 0) == 0;
        }

        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline")
                .Contains(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
