using System.Formats.Tar;
using System.IO.Pipelines;
using Assay.Core.Runs;
using Assay.Engine;
using Assay.Toolkit;
using Assay.Training.Files;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>
/// The workspace as an archive, for an engine that has no disk in common with us: copied in without the repository's
/// git directory and without old outputs, of which the new ones are copied out.
/// </summary>
internal sealed class WorkspaceArchive(DockerEngine engine, ContainerPlan plan, IReadOnlyCollection<string> outputs)
{
    private const UnixFileMode FolderMode = (UnixFileMode)0b111_101_101;

    /// <summary>Makes the home of a user that the image does not know.</summary>
    public Task MakeHomeAsync(string container, CancellationToken cancellation) =>
        UploadAsync(container, writer => WriteFolderAsync(writer, ContainerPlan.Home, cancellation), cancellation);

    /// <summary>Copies the workspace in.</summary>
    public Task CopyInAsync(string container, CancellationToken cancellation) =>
        UploadAsync(
            container,
            async writer =>
            {
                await WriteFolderAsync(writer, plan.Workspace, cancellation);
                foreach (var relative in WorkspaceFiles.EntriesIn(plan.Job.Workspace).Where(e => !IsOutput(e)))
                {
                    var name = $"{plan.Workspace}/{relative}".TrimStart('/');
                    await writer.WriteEntryAsync(Path.Combine(plan.Job.Workspace, relative), name, cancellation);
                }
            },
            cancellation
        );

    /// <summary>Copies files and folders out; those that are not there are left out.</summary>
    /// <exception cref="OperationError">when an output would be written outside of the workspace.</exception>
    public async Task CopyOutAsync(string container, IEnumerable<string> paths, CancellationToken cancellation)
    {
        foreach (var output in paths)
        {
            try
            {
                var archive = await engine.Client.Containers.GetArchiveFromContainerAsync(
                    container,
                    new ContainerPathStatParameters { Path = $"{plan.Workspace}/{output}" },
                    statOnly: false,
                    cancellation
                );
                await ExtractAsync(archive.Stream!, Path.GetDirectoryName(output) ?? "", cancellation);
            }
            catch (DockerApiException missing) when (missing.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                continue;
            }
        }
    }

    private bool IsOutput(string path) =>
        outputs.Any(output => path == output || path.StartsWith(output + "/", StringComparison.Ordinal));

    private async Task UploadAsync(string container, Func<TarWriter, Task> write, CancellationToken cancellation)
    {
        var pipe = new Pipe();
        var writing = WriteAsync();
        await engine.Client.Containers.ExtractArchiveToContainerAsync(
            container,
            new CopyToContainerParameters { Path = "/" },
            pipe.Reader.AsStream(),
            cancellation
        );
        await writing;

        async Task WriteAsync()
        {
            await using var stream = pipe.Writer.AsStream();
            await using var writer = new TarWriter(stream, TarEntryFormat.Pax);
            await write(writer);
        }
    }

    // The engine makes the folders above it, where the image has none.
    private async Task WriteFolderAsync(TarWriter writer, string folder, CancellationToken cancellation) =>
        await writer.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.Directory, folder.Trim('/') + "/")
            {
                Mode = FolderMode,
                Uid = (int)plan.Owner.User,
                Gid = (int)plan.Owner.Group,
            },
            cancellation
        );

    private async Task ExtractAsync(Stream archive, string folder, CancellationToken cancellation)
    {
        // The engine client's stream fails when asked for no bytes, which the reader does; a buffer does not ask it.
        await using var buffered = new BufferedStream(archive, 1 << 16);
        await using var reader = new TarReader(buffered);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            // The training wrote this archive's content: no links, no pipes, no names that lead elsewhere.
            var name = Path.Combine(folder, entry.Name.TrimEnd('/')).Replace('\\', '/');
            if (!RelativePath.IsSafe(name))
            {
                throw new OperationError(
                    $"the training wrote '{entry.Name}', whose name does not work on every system"
                );
            }

            var path = Path.Combine(plan.Job.Workspace, name);
            if (entry.EntryType == TarEntryType.Directory)
            {
                CreateFolder(path);
            }
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                CreateFolder(Path.GetDirectoryName(path)!);
                File.Delete(path);
                await entry.ExtractToFileAsync(path, overwrite: false, cancellation);
                plan.Owner.Own(path);
            }
        }
    }

    private void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            RequireInside(path);
            return;
        }

        CreateFolder(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(path);
        plan.Owner.Own(path);
    }

    private void RequireInside(string path)
    {
        var root = RealPath.Of(plan.Job.Workspace);
        if (
            RealPath.Of(path) is not { } real
            || (real != root && !real.StartsWith(root + "/", StringComparison.Ordinal))
        )
        {
            throw new OperationError(
                $"'{path}' is a link that leads out of the repository: outputs are not written there"
            );
        }
    }
}
