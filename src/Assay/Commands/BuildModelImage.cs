using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Assay.Commands.Serving;
using Assay.Core.Registry;
using Assay.Core.Runs;
using Assay.Images;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay build-model-image</c>: a version's model in an image with the model server, assembled without a daemon.</summary>
internal static class BuildModelImage
{
    private static readonly Input<string> Model = Input.RequiredText("model", "Name of the model in assay.yml");

    private static readonly Input<string?> Wanted = Input.Text(
        "version",
        "The version; the greatest registered one when left out"
    );

    private static readonly Input<string?> Base = Input.Text(
        "base",
        "The model server's image: a name in a registry or on the engine, or a file that `docker save` wrote"
    ) with
    {
        Fallback = "the published server image of this release",
    };

    private static readonly Input<string?> Name = Input.Text(
        "image",
        "Repository and tag of the image; the tag is the version when left out"
    ) with
    {
        Fallback = "image.repository in assay.yml",
    };

    private static readonly Input<bool> Load = Input.Switch("load", "Load the image into the Docker engine");
    private static readonly Input<bool> Push = Input.Switch("push", "Push the image to its registry");
    private static readonly Input<string?> Archive = Input.Path(
        "output",
        "Write the image to this file, an OCI layout"
    );

    private static readonly Output ImageOutput = new("image", "Repository and tag");
    private static readonly Output DigestOutput = new("digest", "Digest of the manifest, which names it in a registry");
    private static readonly Output ConfigOutput = new(
        "config-digest",
        "Digest of the configuration, which names it on an engine"
    );
    private static readonly Output VersionOutput = new("version", "The version, `v1.4.0`");

    public static Command Command { get; } =
        new("build-model-image", "Put a version's model into an image with the model server", RunAsync)
        {
            Description =
                "Adds one layer with the model to the server's image, without a build and without a daemon: the same version on "
                + "the same base gives the same digests everywhere. The newest verdict on the model must be one that the policy "
                + "accepts for a promotion.",
            Audience = Audience.Jobs,
            Icon = "package",
            Inputs = [Model, Wanted, Base, Name, Load, Push, Archive],
            Outputs = [ImageOutput, DigestOutput, ConfigOutput, VersionOutput],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (load, push, archive) = (context.Inputs.Get(Load), context.Inputs.Get(Push), context.Inputs.Get(Archive));
        if (!load && !push && archive is null)
        {
            throw new InputError(
                "say where the image is to go: --load (the Docker engine), --push (its registry) or --output FILE"
            );
        }

        // Gather.
        var wanted = VersionInput.Read(context.Inputs.Get(Wanted));
        var access = await RegistryAccess.OpenAsync(context, hurried: false, cancellationToken).ConfigureAwait(false);
        var (repository, ledger) = (access.Repository, access.Ledger);
        var settings = DeclaredModel.Find(SettingsFile.Read(repository.Root), context.Inputs.Get(Model));
        var registry = await access.Registry.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!registry.VersionsOf(settings.Name).Any(v => wanted is null || v.Version.Equals(wanted)))
        {
            // Somebody may have registered it by a tag on a commit of the code.
            await access.AdoptTagsAsync(settings.Name, context, cancellationToken).ConfigureAwait(false);
            registry = await access.Registry.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        var version = RegistryNames.Version(registry, settings.Name, wanted);
        var runs = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        switch (Promotion.ByVerdict(version, runs))
        {
            case Promotion.No no:
                context.Runner.Error($"no image of {version} was built: {no.Reason}");
                return ExitCode.No;
            case Promotion.Refused refused:
                throw new InputError(refused.Reason);
        }

        using var scratch = new ScratchFolder(context.Environment.TempDirectory, context.Random);
        var summary = runs.First(r => r.Id == version.Run);
        var servable = await ServableFolder
            .MakeAsync(
                ledger,
                repository.Root,
                settings,
                summary,
                version.Version.ToString(),
                scratch.In("model"),
                context.Random,
                cancellationToken
            )
            .ConfigureAwait(false);
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        var places = new ImagePlaces(http, context, scratch);
        var server = await places.BaseAsync(context.Inputs.Get(Base), cancellationToken).ConfigureAwait(false);

        // Decide: all bytes of the image follow from what was gathered.
        var name = ImageName.Of(settings, version.Version, context.Inputs.Get(Name));
        var layer = await ModelLayer
            .WriteAsync(
                servable.Folder,
                settings.Name,
                summary.EndedAt,
                Path.Combine(scratch.Path, "layer.tar"),
                cancellationToken
            )
            .ConfigureAwait(false);
        var image = ModelImage.Build(
            server.Image,
            layer,
            ["serve", "--model", ModelLayer.PathOf(settings.Name)],
            Labels(version, summary, server.Image),
            summary.EndedAt
        );

        // Act.
        if (archive is not null)
        {
            var whole = await places.WithFilesAsync(image, server, cancellationToken).ConfigureAwait(false);
            await ImageArchive.WriteAsync(whole, name, archive, cancellationToken).ConfigureAwait(false);
        }

        if (load)
        {
            await places.LoadAsync(image, server, name, cancellationToken).ConfigureAwait(false);
        }

        if (push)
        {
            await places.PushAsync(image, server, name, cancellationToken).ConfigureAwait(false);
        }

        Tell(
            context,
            new ModelImageDocument(
                1,
                settings.Name,
                version.Version.ToString(),
                version.Run.ToString(),
                name,
                $"{image.ManifestDigest}",
                $"{image.ConfigDigest}",
                $"{server.Image.Digest}",
                image.Size,
                layer.Size,
                load,
                push,
                archive
            )
        );
        return ExitCode.Done;
    }

    private static ImmutableSortedDictionary<string, string> Labels(
        ModelVersion version,
        RunSummary run,
        BaseImage server
    ) =>
        new Dictionary<string, string?>
        {
            ["org.opencontainers.image.title"] = version.Model,
            ["org.opencontainers.image.version"] = version.Version.ToString(),
            ["org.opencontainers.image.revision"] = version.CodeCommit,
            ["org.opencontainers.image.created"] = run.EndedAt.UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ssZ",
                CultureInfo.InvariantCulture
            ),
            ["org.opencontainers.image.base.name"] = server.Name,
            ["org.opencontainers.image.base.digest"] = server.Digest.ToString(),
            ["io.github.assay.model"] = version.Model,
            ["io.github.assay.run"] = version.Run.ToString(),
            ["io.github.assay.model-digest"] = version.ModelDigest.ToString(),
        }
            .Where(l => l.Value is not null)
            .ToImmutableSortedDictionary(l => l.Key, l => l.Value!, StringComparer.Ordinal);

    private static void Tell(CommandContext context, ModelImageDocument document)
    {
        context.Runner.SetOutput(ImageOutput, document.Image);
        context.Runner.SetOutput(DigestOutput, document.Digest);
        context.Runner.SetOutput(ConfigOutput, document.ConfigDigest);
        context.Runner.SetOutput(VersionOutput, document.Version);
        if (context.Json)
        {
            context.WriteJson(document, ModelImageJson.Default.ModelImageDocument);
            return;
        }

        context.Runner.Result(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{document.Image}  {document.Digest}  {document.ModelBytes / 1e6:0.0} MB on top of the server's {(document.Bytes - document.ModelBytes) / 1e6:0.0} MB"
            )
        );
    }
}

/// <summary>What <c>build-model-image --json</c> prints.</summary>
internal sealed record ModelImageDocument(
    int Schema,
    string Model,
    string Version,
    string RunId,
    string Image,
    string Digest,
    string ConfigDigest,
    string BaseDigest,
    long Bytes,
    long ModelBytes,
    bool Loaded,
    bool Pushed,
    string? Output
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelImageDocument))]
internal sealed partial class ModelImageJson : JsonSerializerContext;
