using System.Net;
using System.Security.Cryptography;
using System.Text;
using Assay.EndToEnd.Machine;
using CliWrap;

namespace Assay.EndToEnd.Setup;

/// <summary>A page of releases on the loopback: one archive, with a program that prints a version, and its digest.</summary>
internal sealed class Releases : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Task _serving;

    private Releases(int port)
    {
        Url = $"http://127.0.0.1:{port}/releases";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    public string Sha256 { get; private set; } = "";

    public static async Task<Releases> StartAsync(string archive)
    {
        using var folder = new TemporaryFolder();
        var program = folder.File("assay");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho 0.1.0+release\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await Cli.Wrap("tar")
            .WithArguments(["-czf", folder.File(archive), "-C", folder.Path, "assay"])
            .ExecuteAsync(TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(folder.File(archive));
        var releases = new Releases(FreePort());
        releases.Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        releases._files[$"/releases/v0.1.0/{archive}"] = bytes;
        releases._files[$"/releases/v0.1.0/{archive}.sha256"] = Encoding.UTF8.GetBytes(
            $"{releases.Sha256}  {archive}\n"
        );
        return releases;
    }

    /// <summary>Makes the archive another one than its digest says.</summary>
    public void Spoil(string archive) => _files[$"/releases/v0.1.0/{archive}"][^1] ^= 1;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var found = _files.TryGetValue(context.Request.Url!.AbsolutePath, out var bytes);
                context.Response.StatusCode = found ? 200 : 404;
                await context.Response.OutputStream.WriteAsync(bytes ?? []);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
