using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.Bench.Startup;

/// <summary>An image's files in a folder, as a container of it sees them.</summary>
internal sealed class UnpackedImage : IAsyncDisposable
{
    /// <summary>What an engine gives every container: the runtime reads its memory's limit there, git opens /dev/null.</summary>
    public static readonly IReadOnlyList<string> Mounts = ["proc", "dev"];

    private readonly string _name;

    private UnpackedImage(string name, string folder)
    {
        _name = name;
        Folder = folder;
    }

    public string Folder { get; }

    public static async Task<UnpackedImage> OpenAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("assay-startup-").FullName;
        var container = (await DockerAsync("create", name)).Trim();
        var export = Cli.Wrap("docker").WithArguments(["export", container]);
        await (export | Cli.Wrap("tar").WithArguments(["-x", "-C", folder])).ExecuteAsync();
        await DockerAsync("rm", container);
        foreach (var mount in Mounts)
        {
            await Cli.Wrap("mount").WithArguments(["--bind", $"/{mount}", $"{folder}/{mount}"]).ExecuteAsync();
        }

        return new UnpackedImage(name, folder);
    }

    /// <summary>The layers that have files, the lowest first.</summary>
    public async Task<IReadOnlyList<Share>> LayersAsync()
    {
        var history = await DockerAsync(
            "history",
            "--human=false",
            "--no-trunc",
            "--format",
            "{{.Size}}\t{{.CreatedBy}}",
            _name
        );
        var sizes = history
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => double.Parse(line.Split('\t')[0], CultureInfo.InvariantCulture) / 1e6)
            .Where(size => size > 0)
            .Reverse()
            .ToList();
        string[] contents = ["Debian: git, shell, libraries", "framework and libraries", "assay and its demo"];
        return [.. contents.Zip(sizes, (content, size) => new Share(content, size)), new Share("all", sizes.Sum())];
    }

    public async ValueTask DisposeAsync()
    {
        // First, or the deletion would go on into the machine's own.
        foreach (var mount in Mounts)
        {
            await Cli.Wrap("umount").WithArguments([$"{Folder}/{mount}"]).ExecuteAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<string> DockerAsync(params string[] arguments) =>
        (await Cli.Wrap("docker").WithArguments(arguments).ExecuteBufferedAsync()).StandardOutput;
}
