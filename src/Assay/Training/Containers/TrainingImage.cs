using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Engine;
using Assay.Toolkit;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>A container image that the engine has.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="Id">The engine's id, the digest of the image's configuration.</param>
internal sealed record TrainingImage(string Name, string Id)
{
    private const string Need = "'train.image' needs one";
    private const string Otherwise = "leave 'image' out, and the training runs in the job itself";

    /// <summary>The engine that runs trainings.</summary>
    /// <exception cref="OperationError">when none answers.</exception>
    public static Task<DockerEngine> EngineAsync(
        IReadOnlyDictionary<string, string> variables,
        CancellationToken cancellation
    ) => DockerEngine.ConnectAsync(variables, Need, Otherwise, cancellation);

    /// <summary>The engine's machine, as a run records it.</summary>
    public MachineState Machine(DockerEngine engine) =>
        new(
            engine.Info.OperatingSystem,
            engine.Info.Architecture switch
            {
                "x86_64" => "x64",
                "aarch64" => "arm64",
                var other => other,
            },
            (int)engine.Info.NCPU,
            engine.Info.MemTotal,
            Name,
            Id
        );

    /// <summary>The image; pulled when the engine does not have it yet.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="name">Name, with a tag or digest; without either, <c>latest</c>.</param>
    /// <param name="login">Logins to registries.</param>
    /// <param name="said">Told what a pull does.</param>
    /// <param name="cancellation">Ends the pull.</param>
    /// <exception cref="OperationError">when it cannot be had.</exception>
    public static async Task<TrainingImage> GetAsync(
        DockerEngine engine,
        string name,
        RegistryLogin login,
        Action<string> said,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(engine, name, cancellation) is { } present)
        {
            return present;
        }

        said($"The engine does not have {name} yet; pulling it.");
        try
        {
            var pull = new PullReport(said);
            await engine.Client.Images.CreateImageAsync(
                new ImagesCreateParameters { FromImage = ImageReference.WithTag(name) },
                login.For(ImageReference.Registry(name)),
                pull,
                cancellation
            );
            return await FindAsync(engine, name, cancellation)
                ?? throw new OperationError(CannotBeHad(name, pull.Error ?? "the pull ended without it"));
        }
        catch (Exception failure) when (DockerEngine.IsEngineFailure(failure) && !cancellation.IsCancellationRequested)
        {
            throw new OperationError(CannotBeHad(name, DockerEngine.Said(failure)), failure);
        }
    }

    /// <summary>The image, or null when the engine does not have it.</summary>
    public static async Task<TrainingImage?> FindAsync(DockerEngine engine, string name, CancellationToken cancellation)
    {
        try
        {
            return new TrainingImage(name, (await engine.Client.Images.InspectImageAsync(name, cancellation)).ID);
        }
        catch (DockerApiException missing) when (missing.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static string CannotBeHad(string name, string reason) =>
        $"the image {Quoted.Value(name)} of 'train.image' is not on the engine and cannot be pulled: {reason.TrimEnd('.')}. "
        + "Correct the name, log in to its registry ('docker login'), or build it before this step";
}
