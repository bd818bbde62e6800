using System.Formats.Tar;
using System.Text;
using Assay.Engine;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>
/// Proves that what the engine mounts is our workspace: a file that we write is read back through a container that has not
/// started yet.
/// </summary>
internal static class SharedDisk
{
    public static async Task<bool> IsSeenAsync(
        DockerEngine engine,
        ContainerPlan plan,
        string container,
        CancellationToken cancellation
    )
    {
        var content = plan.Job.Environment["ASSAY_RUN_ID"];
        var name = $".assay-probe-{content}";
        var probe = Path.Combine(plan.Job.Workspace, name);
        await File.WriteAllTextAsync(probe, content, cancellation);
        try
        {
            var archive = await engine.Client.Containers.GetArchiveFromContainerAsync(
                container,
                new ContainerPathStatParameters { Path = $"{plan.Workspace}/{name}" },
                statOnly: false,
                cancellation
            );
            await using var reader = new TarReader(archive.Stream!);
            var entry = await reader.GetNextEntryAsync(copyData: true, cancellation);
            using var text = new StreamReader(entry?.DataStream ?? Stream.Null, Encoding.UTF8);
            return await text.ReadToEndAsync(cancellation) == content;
        }
        catch (DockerApiException unseen) when (unseen.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }
        finally
        {
            File.Delete(probe);
        }
    }
}
