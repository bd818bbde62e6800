namespace Assay.EndToEnd.Machine;

/// <summary>An OCI registry on loopback, without TLS: engines trust 127.0.0.0/8.</summary>
public sealed class ImageRegistry : IDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assay-registry-");
    private ServerProcess? _server;
    private string _address = "";

    /// <summary>Host and port, as an image's name begins: "127.0.0.1:41234".</summary>
    public async Task<string> AddressAsync()
    {
        var program = Requires.Program("docker-registry", "no image registry: install docker-registry.");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_server is null)
            {
                var port = ServerProcess.FreePort();
                _address = $"127.0.0.1:{port}";
                var configuration = Path.Combine(_folder.FullName, "config.yml");
                await File.WriteAllTextAsync(configuration, Configuration(Path.Combine(_folder.FullName, "data")));
                _server = await ServerProcess.StartAsync(program, ["serve", configuration], port);
            }
        }
        finally
        {
            _starting.Release();
        }

        return _address;
    }

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Delete(recursive: true);
        _starting.Dispose();
    }

    private string Configuration(string storage) =>
        $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: "{{storage}}" }, delete: { enabled: true } }
            http: { addr: "{{_address}}" }
            """;
}
