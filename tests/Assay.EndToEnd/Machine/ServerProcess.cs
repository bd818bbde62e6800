using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Assay.EndToEnd.Machine;

/// <summary>A server on a loopback port, started for the tests and ended by its process id.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>A port that nothing listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it and returns once it accepts connections.</summary>
    public static async Task<ServerProcess> StartAsync(string program, IReadOnlyList<string> arguments, int port)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEndAsync();
        var server = new ServerProcess(process);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (process.HasExited)
            {
                Assert.Fail($"{program} ended with {process.ExitCode}: {await said}");
            }

            if (await AcceptsAsync(port))
            {
                return server;
            }

            await Task.Delay(50);
        }

        server.Dispose();
        throw new TimeoutException($"{program} does not listen on port {port} after 15 s: {await said}");
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

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
