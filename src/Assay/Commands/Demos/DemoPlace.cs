using Assay.Commands.Rollouts;
using Assay.Commands.Serving;
using Assay.Engine;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Demos;

/// <summary>Where the demo's models are served.</summary>
/// <param name="Base">The model server's image, where they are containers; null where they are processes.</param>
/// <param name="Why">Why it is that.</param>
internal sealed record DemoPlace(string? Base, string Why)
{
    private const string Target = "prod";

    /// <summary>As the steps call it.</summary>
    public string Name => Base is null ? "as a process" : "as a container";

    /// <summary>Containers where an engine answers that has the server's image or can have it, processes elsewhere.</summary>
    /// <param name="context">The command.</param>
    /// <param name="asked">An image that was asked for, or null.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="OperationError">when an image was asked for and cannot be had.</exception>
    public static async Task<DemoPlace> FindAsync(
        CommandContext context,
        string? asked,
        CancellationToken cancellationToken
    )
    {
        var name = asked ?? ImagePlaces.Published;
        try
        {
            using var engine = await DockerEngine
                .ConnectAsync(context.Environment.Variables, "the demo's containers need one", null, cancellationToken)
                .ConfigureAwait(false);
            await engine.Client.Images.InspectImageAsync(name, cancellationToken).ConfigureAwait(false);
            return new DemoPlace(name, $"models are served by containers of the Docker engine, on {name}");
        }
        catch (OperationError e) when (asked is null)
        {
            return new DemoPlace(null, $"models are served by processes: {e.Message.Split(". ")[0]}");
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            return asked is null
                ? new DemoPlace(
                    null,
                    $"models are served by processes: the Docker engine does not have {name}; pull it to see containers"
                )
                : throw new OperationError($"the Docker engine does not have {name}: {DockerEngine.Said(e)}", e);
        }
    }

    /// <summary>Writes the kind of the story's target into the repository's settings.</summary>
    public void WriteTo(string folder)
    {
        var file = Path.Combine(folder, SettingsFile.Name);
        if (Base is not null && File.Exists(file))
        {
            File.WriteAllText(
                file,
                File.ReadAllText(file).Replace("kind: process", "kind: docker", StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Ends all that the story let serve, whatever became of it.</summary>
    public static async Task EndAsync(CommandContext context, DemoTeam team, string model)
    {
        var there = context with { Environment = team.Environment with { WorkingDirectory = team.Clone } };
        var registry = await RegistryAccess
            .OpenAsync(there, hurried: true, CancellationToken.None)
            .ConfigureAwait(false);
        if (RolloutAccess.Of(registry, there, model, hurried: true) is not { } access)
        {
            return;
        }

        foreach (var target in access.TargetsOf(Target))
        {
            using var opened = await access.OpenAsync(target, CancellationToken.None).ConfigureAwait(false);
            await opened.RemoveAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
