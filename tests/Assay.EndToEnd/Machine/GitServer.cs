using System.Net.NetworkInformation;
using System.Net.Sockets;
using CliWrap;

namespace Assay.EndToEnd.Machine;

/// <summary>
/// Git over smart HTTP with basic authentication: <c>git http-backend</c> behind lighttpd on a loopback port. It takes the
/// user names that checkouts and people use, with one password. Where there is a Docker engine, it answers on the bridge to
/// its containers too.
/// </summary>
public sealed class GitServer : IDisposable
{
    public const string Password = "s3cret-of-the-tests";
    private static readonly string[] Users = ["alice", "x-access-token", "gitlab-ci-token"];
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assay-git-");
    private readonly string? _bridge = BridgeAddress();
    private ServerProcess? _server;
    private int _port;

    /// <summary>A new bare repository of its own for each test.</summary>
    public async Task<GitServerRepository> CreateRepositoryAsync()
    {
        await StartAsync();
        var name = $"{Guid.NewGuid():N}.git";
        var folder = Path.Combine(_folder.FullName, "repositories", name);
        await Cli.Wrap("git")
            .WithArguments(["init", "--quiet", "--bare", "--initial-branch=main", folder])
            .ExecuteAsync();
        var repository = new GitServerRepository(
            folder,
            new Uri($"http://127.0.0.1:{_port}/{name}"),
            _bridge is null ? null : new Uri($"http://{_bridge}:{_port}/{name}")
        );
        await repository.ConfigureAsync("http.receivepack", "true");
        await repository.ConfigureAsync("uploadpack.allowFilter", "true");
        await repository.ConfigureAsync("uploadpack.allowAnySHA1InWant", "true");
        return repository;
    }

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Delete(recursive: true);
        _starting.Dispose();
    }

    private async Task StartAsync()
    {
        const string backend = "/usr/lib/git-core/git-http-backend";
        var program = Requires.Program("lighttpd", "no smart HTTP server for git: install lighttpd.");
        Requires.That(File.Exists(backend), $"no {backend}: install git with its http-backend.");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_server is null)
            {
                _port = ServerProcess.FreePort();
                var configuration = Path.Combine(_folder.FullName, "lighttpd.conf");
                var passwords = Path.Combine(_folder.FullName, "htpasswd");
                await File.WriteAllLinesAsync(passwords, Users.Select(user => $"{user}:{Password}"));
                await File.WriteAllTextAsync(configuration, Configuration(backend, passwords));
                _server = await ServerProcess.StartAsync(program, ["-D", "-f", configuration], _port);
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    private static string? BridgeAddress() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(network => network.Name == "docker0")
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)
            ?.ToString();

    private string OnBridge() => _bridge is null ? "" : $$"""$SERVER["socket"] == "{{_bridge}}:{{_port}}" { }""";

    // stream-request-body 0: with 1, a push of more than a megabyte is refused with 411.
    private string Configuration(string backend, string passwords) =>
        $$"""
            server.bind = "127.0.0.1"
            server.port = {{_port}}
            {{OnBridge()}}
            server.document-root = "{{_folder.FullName}}"
            server.errorlog = "{{_folder.FullName}}/error.log"
            server.upload-dirs = ("{{_folder.FullName}}")
            server.stream-request-body = 0
            server.modules = ("mod_auth", "mod_authn_file", "mod_setenv", "mod_alias", "mod_cgi")
            alias.url = ("/" => "{{backend}}/")
            cgi.assign = ("" => "")
            setenv.add-environment = (
                "GIT_PROJECT_ROOT" => "{{_folder.FullName}}/repositories",
                "GIT_HTTP_EXPORT_ALL" => "1",
                "GIT_CONFIG_COUNT" => "1",
                "GIT_CONFIG_KEY_0" => "safe.directory",
                "GIT_CONFIG_VALUE_0" => "*"
            )
            auth.backend = "plain"
            auth.backend.plain.userfile = "{{passwords}}"
            auth.require = ("/" => ("method" => "basic", "realm" => "git", "require" => "valid-user"))
            """;
}
