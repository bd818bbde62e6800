using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Machine;

/// <summary>The Docker engine that answers at DOCKER_HOST or /var/run/docker.sock. Its images are named "local/…": nothing is pulled.</summary>
public sealed class DockerEngine : IDisposable
{
    private const string DefaultSocket = "/var/run/docker.sock";
    private readonly SemaphoreSlim _importing = new(1, 1);

    public string Endpoint { get; } =
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } named ? named : $"unix://{DefaultSocket}";

    /// <summary>The engine's socket on this machine, which a container action finds at /var/run/docker.sock.</summary>
    public string Socket => new Uri(Endpoint).LocalPath;

    /// <summary>Skips or fails the test where no engine answers.</summary>
    public async Task RequireAsync()
    {
        var docker = Requires.Program("docker", "no Docker client: install docker.io.");
        var answer = await Cli.Wrap(docker)
            .WithArguments(["--host", Endpoint, "version", "--format", "{{.Server.Version}}"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Requires.That(answer.ExitCode == 0, $"no Docker engine answers at {Endpoint}: start one, or set DOCKER_HOST.");
    }

    /// <summary>A small Debian with CA certificates; its name.</summary>
    public Task<string> DebianAsync() => ImportAsync("local/debian:bookworm-slim", "rootfs/debian");

    /// <summary>The same with Debian's Python, scikit-learn and cloudpickle; its name.</summary>
    public Task<string> ScikitLearnAsync() => ImportAsync("local/debian:bookworm-sklearn", "rootfs/debian-sklearn");

    /// <summary>Runs the Docker client: its standard output, or an exception that shows what it said.</summary>
    public async Task<string> DockerAsync(IReadOnlyList<string> arguments, PipeSource? input = null)
    {
        await RequireAsync();
        var result = await Cli.Wrap("docker")
            .WithArguments(["--host", Endpoint, .. arguments])
            .WithStandardInputPipe(input ?? PipeSource.Null)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"docker {string.Join(' ', arguments)}\n{result.StandardError}");
        return result.StandardOutput;
    }

    public void Dispose() => _importing.Dispose();

    private async Task<string> ImportAsync(string image, string cached)
    {
        await RequireAsync();
        await _importing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if ((await DockerAsync(["images", "--quiet", image])).Length == 0)
            {
                var rootFileSystem = TestCache.Path(cached);
                Requires.That(
                    Directory.Exists(rootFileSystem),
                    $"no image {image} and no {rootFileSystem} to make it of: .ci/run makes both."
                );
                var files = Cli.Wrap("tar").WithArguments(["-C", rootFileSystem, "-c", "."]);
                await DockerAsync(["import", "-", image], PipeSource.FromCommand(files));
            }
        }
        finally
        {
            _importing.Release();
        }

        return image;
    }
}
