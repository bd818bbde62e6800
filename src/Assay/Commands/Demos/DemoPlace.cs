using System.Security.Cryptography;
using System.Text;
using Assay.Commands.Rollouts;
using Assay.Commands.Serving;
using Assay.Core.Names;
using Assay.Engine;
using Assay.Images;
using Assay.Settings;
using Assay.Toolkit;
using Docker.DotNet;

namespace Assay.Commands.Demos;

/// <summary>Where the demo's models are served.</summary>
/// <param name="Base">The model server's image, where they are containers; null where they are processes.</param>
/// <param name="Target">
/// The target. On an engine, which others use too, its name is of this demo's folder alone, and so is that of the images.
/// </param>
/// <param name="Why">Why it is that.</param>
internal sealed record DemoPlace(string? Base, string Target, string Why)
{
    private const string Stage = "prod";
    private const int IdDigits = 8;

    /// <summary>As the steps call it.</summary>
    public string Name => Base is null ? "as a process" : "as a container";

    /// <summary>
    /// Containers where an engine answers, on the image that was asked for, the published one, or one made of this machine's
    /// parts; processes elsewhere.
    /// </summary>
    /// <param name="context">The command.</param>
    /// <param name="folder">The demo's folder, absolute.</param>
    /// <param name="asked">An image that was asked for, or null.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="OperationError">when an image was asked for and cannot be had.</exception>
    public static async Task<DemoPlace> FindAsync(
        CommandContext context,
        string folder,
        string? asked,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var engine = await DockerEngine
                .ConnectAsync(context.Environment.Variables, "the demo's containers need one", null, cancellationToken)
                .ConfigureAwait(false);
            return asked is not null
                ? await HasAsync(engine, asked, cancellationToken).ConfigureAwait(false)
                    ? Containers(folder, asked, asked)
                    : throw new OperationError(
                        $"the Docker engine does not have {Quoted.Value(asked)}: correct --base, or pull it"
                    )
                : await HasAsync(engine, ImagePlaces.Published, cancellationToken).ConfigureAwait(false)
                    ? Containers(folder, ImagePlaces.Published, ImagePlaces.Published)
                    : Containers(
                        folder,
                        await DemoServerImage.HaveAsync(context, engine, cancellationToken).ConfigureAwait(false),
                        "an image made of this machine's .NET and libraries"
                    );
        }
        catch (OperationError e) when (asked is null)
        {
            return new DemoPlace(null, Stage, $"models are served by processes: {e.Message.Split(". ")[0]}");
        }
    }

    private static DemoPlace Containers(string folder, string image, string told) =>
        new(
            image,
            $"demo-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..IdDigits]}",
            $"models are served by containers of the Docker engine, on {told}"
        );

    private static async Task<bool> HasAsync(DockerEngine engine, string image, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Client.Images.InspectImageAsync(image, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DockerApiException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new OperationError($"the Docker engine does not say what it has: {DockerEngine.Said(e)}", e);
        }
    }

    /// <summary>Writes the story's target, and how its images are called, into the repository's settings.</summary>
    public void WriteTo(string folder, string model)
    {
        var file = Path.Combine(folder, SettingsFile.Name);
        if (Base is not null && File.Exists(file))
        {
            File.WriteAllText(
                file,
                File.ReadAllText(file)
                    .Replace(Stage + ": { kind: process", Target + ": { kind: docker", StringComparison.Ordinal)
                    .Replace(
                        $"\n  {model}:\n    task:",
                        $"\n  {model}:\n    image: {{ repository: {Repository} }}\n    task:",
                        StringComparison.Ordinal
                    )
            );
        }
    }

    /// <summary>Ends all that the story let serve, whatever became of it.</summary>
    public async Task EndAsync(CommandContext context, DemoTeam team, string model)
    {
        var there = context with { Environment = team.Environment with { WorkingDirectory = team.Clone } };
        var registry = await RegistryAccess
            .OpenAsync(there, hurried: true, CancellationToken.None)
            .ConfigureAwait(false);
        if (RolloutAccess.Of(registry, there, model, hurried: true) is not { } access)
        {
            return;
        }

        foreach (var target in access.TargetsOf(Stage))
        {
            using var opened = await access.OpenAsync(target, CancellationToken.None).ConfigureAwait(false);
            await opened.RemoveAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (Base is not null)
        {
            using var engine = await DockerEngine
                .ConnectAsync(
                    context.Environment.Variables,
                    "the demo's images are on one",
                    null,
                    CancellationToken.None
                )
                .ConfigureAwait(false);
            await new EngineImage(engine).RemoveAsync(Repository, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private string Repository => "assay/" + Target;
}
