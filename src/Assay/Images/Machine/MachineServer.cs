using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Assay.Toolkit;

namespace Assay.Images.Machine;

/// <summary>
/// The model server's image made of what this machine has: the server's folder, the shared .NET runtime that it runs on, and the
/// system's libraries that both need. For a checkout, which has no published image; a release's is a third as large.
/// </summary>
/// <param name="server">The server's program, absolute, in a folder of its own.</param>
/// <param name="runtime">The root of a shared .NET runtime, absolute.</param>
/// <param name="version">The runtime's version, such as 10.0.1.</param>
internal sealed class MachineServer(string server, string runtime, string version)
{
    private const string Programs = "usr/lib/assay/serving";
    private const string Runtime = "usr/lib/dotnet";
    private const string Libraries = "usr/lib/assay/libraries";
    private const string User = "65532:65532";
    private static readonly string[] Frameworks = ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"];

    // Debuggers' and tracers' parts, and the garbage collectors that are asked for by name.
    private static readonly string[] LeftOut =
    [
        "createdump",
        "libclrgc.so",
        "libclrgcexp.so",
        "libcoreclrtraceptprovider.so",
        "libmscordaccore.so",
        "libmscordbi.so",
    ];

    /// <summary>As images name this machine's processor.</summary>
    public static string Architecture =>
        RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>Makes it; the same files give the same image.</summary>
    /// <param name="scratch">A folder for its layers.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationError">when a part is missing.</exception>
    public async Task<ModelImage> AssembleAsync(string scratch, CancellationToken cancellationToken)
    {
        var loader =
            ElfInterpreter.Of(server)
            ?? throw new OperationError($"'{server}' is no program of Linux that a dynamic loader starts");
        var (below, top) = (new LayerTree(), new LayerTree());
        var natives = new List<string> { server };
        foreach (var (name, file) in RuntimeFiles())
        {
            below.Add($"{Runtime}/{name}", file);
            natives.AddRange(IsNative(file) ? [file] : Array.Empty<string>());
        }

        var folder = Path.GetDirectoryName(server)!;
        foreach (
            var file in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".pdb", StringComparison.Ordinal))
        )
        {
            top.Add($"{Programs}/{Path.GetRelativePath(folder, file)}", file, runs: file == server);
            natives.AddRange(IsNative(file) ? [file] : Array.Empty<string>());
        }

        var libraries = await new LoadedLibraries(loader).OfAsync(natives, cancellationToken).ConfigureAwait(false);
        foreach (var (name, file) in libraries)
        {
            below.Add($"{Libraries}/{name}", file);
        }

        below.Add(loader.TrimStart('/'), loader, runs: true);
        below.Add("etc/passwd", "server:x:65532:65532:server:/:/nologin\n"u8.ToArray());
        below.Add("etc/group", "server:x:65532:\n"u8.ToArray());
        below.Add("etc/nsswitch.conf", "hosts: files dns\n"u8.ToArray());
        below.AddWritable("tmp");
        // What a gateway remembers over a restart.
        below.AddWritable("state");
        return ModelImage.Build(
            new BaseImage(
                "",
                default,
                Configuration(),
                [
                    await below
                        .WriteAsync(DateTimeOffset.UnixEpoch, Path.Combine(scratch, "runtime.tar"), cancellationToken)
                        .ConfigureAwait(false),
                ]
            ),
            await top.WriteAsync(DateTimeOffset.UnixEpoch, Path.Combine(scratch, "server.tar"), cancellationToken)
                .ConfigureAwait(false),
            [],
            ImmutableSortedDictionary<string, string>.Empty.Add("org.opencontainers.image.title", "assay-serving"),
            DateTimeOffset.UnixEpoch,
            "assay demo"
        );
    }

    private IEnumerable<(string Name, string File)> RuntimeFiles()
    {
        var folders = Frameworks.Select(framework => $"shared/{framework}/{version}").Append($"host/fxr/{version}");
        foreach (var folder in folders)
        {
            var place = Path.Combine(runtime, folder);
            if (!Directory.Exists(place))
            {
                throw new OperationError($"the .NET runtime here has no '{place}'");
            }

            foreach (var file in Directory.EnumerateFiles(place).Where(f => !LeftOut.Contains(Path.GetFileName(f))))
            {
                yield return ($"{folder}/{Path.GetFileName(file)}", file);
            }
        }
    }

    private static bool IsNative(string file) => file.EndsWith(".so", StringComparison.Ordinal);

    private JsonObject Configuration() =>
        new()
        {
            ["architecture"] = Architecture,
            ["os"] = "linux",
            ["config"] = new JsonObject
            {
                ["User"] = User,
                ["ExposedPorts"] = new JsonObject { ["8080/tcp"] = new JsonObject(), ["8081/tcp"] = new JsonObject() },
                ["Env"] = new JsonArray(
                    $"PATH=/{Programs}",
                    $"DOTNET_ROOT=/{Runtime}",
                    $"LD_LIBRARY_PATH=/{Libraries}",
                    // Nothing is traced there, and nothing is to be written for it.
                    "DOTNET_EnableDiagnostics=0"
                ),
                ["Entrypoint"] = new JsonArray($"/{Programs}/{Path.GetFileName(server)}"),
            },
        };
}
