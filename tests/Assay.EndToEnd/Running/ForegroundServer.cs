using System.Diagnostics;
using System.Text.RegularExpressions;
using Assay.Training.Processes;

namespace Assay.EndToEnd.Running;

/// <summary>A program that serves in the foreground and says on standard error where; killed when its test ends.</summary>
internal sealed partial class ForegroundServer : IDisposable
{
    private readonly Process _process;

    private ForegroundServer(Process process, Uri url, Uri admin) => (_process, Url, Admin) = (process, url, admin);

    /// <summary>Where requests go.</summary>
    public Uri Url { get; }

    /// <summary>The admin port.</summary>
    public Uri Admin { get; }

    /// <summary>Starts it, and returns once it says its ports.</summary>
    public static async Task<ForegroundServer> StartAsync(
        string folder,
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in AssayProgram.Environment(variables ?? new Dictionary<string, string>()))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = "";
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said += line + "\n";
            if (Ports().Match(line) is { Success: true } match)
            {
                return new(process, Loopback(match.Groups[1].Value), Loopback(match.Groups[2].Value));
            }
        }

        process.Kill(entireProcessTree: true);
        Assert.Fail($"{program} {string.Join(' ', arguments)} does not serve:\n{said}");
        return null;
    }

    /// <summary>Sends it a signal that many times in a row.</summary>
    public void Signal(int signal, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Libc.Kill(_process.Id, signal).ShouldBe(0);
        }
    }

    /// <summary>Waits for its end: the exit code and what it said after its ports.</summary>
    public async Task<(int ExitCode, string Said)> EndAsync()
    {
        var said = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, said);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static Uri Loopback(string port) => new($"http://127.0.0.1:{port}");

    [GeneratedRegex(@"on port (\d+), admin on port (\d+)")]
    private static partial Regex Ports();
}
