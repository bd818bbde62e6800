using System.Security.Cryptography;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Machine;

/// <summary>The images of the Dockerfile, each built once by the engine, with the builder that GitHub's runner may use and no network.</summary>
public sealed class AssayImage : IDisposable
{
    private const string Sdk = "local/dotnet-sdk:10.0";
    private const string Base = "local/debian:bookworm-git";

    // Of this clone: another clone's tests may use the same engine at the same time.
    private static readonly string Tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Clone.Root)))[
        ..12
    ];
    private readonly SemaphoreSlim _building = new(1, 1);
    private readonly HashSet<string> _built = [];

    /// <summary>Builds the program's image when needed; its name.</summary>
    public Task<string> NameAsync(DockerEngine engine) => BuiltAsync(engine, $"local/assay:{Tag}");

    /// <summary>The same of the model server's image.</summary>
    public Task<string> ServerAsync(DockerEngine engine) =>
        BuiltAsync(engine, $"local/assay-serving:{Tag}", "--target", "server");

    public void Dispose() => _building.Dispose();

    private async Task<string> BuiltAsync(DockerEngine engine, string name, params string[] options)
    {
        await engine.RequireAsync();
        await _building.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_built.Contains(name))
            {
                await BuildAsync(engine, name, options);
                _built.Add(name);
            }
        }
        finally
        {
            _building.Release();
        }

        return name;
    }

    private static async Task BuildAsync(DockerEngine engine, string name, string[] options)
    {
        foreach (var image in (string[])[Sdk, Base])
        {
            var found = await engine.DockerAsync(["images", "--quiet", image]);
            Requires.That(
                found.Length > 0,
                $"no image {image} to build the program's own with: .ci/sdk-image makes it."
            );
        }

        var build = await Cli.Wrap("docker")
            .WithArguments([
                "--host",
                engine.Endpoint,
                "build",
                "--network",
                "none",
                "--tag",
                name,
                .. options,
                "--build-arg",
                $"SDK_IMAGE={Sdk}",
                "--build-arg",
                $"BASE_IMAGE={Base}",
                Clone.Root,
            ])
            .WithEnvironmentVariables(variables => variables.Set("DOCKER_BUILDKIT", "0"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        build.ExitCode.ShouldBe(
            0,
            build.StandardOutput[^Math.Min(4000, build.StandardOutput.Length)..] + build.StandardError
        );
    }
}
