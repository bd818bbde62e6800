using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text.Json.Nodes;
using Assay.Images;
using Assay.Tests.Git;
using Assay.Tests.Runs;
using Assay.Toolkit;

namespace Assay.Tests.Images;

public sealed class ModelImageTests
{
    private static readonly DateTimeOffset _made = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_same_model_gives_the_same_bytes_in_another_folder_and_at_another_time()
    {
        using var workspace = new Workspace();
        var one = await LayerAsync(workspace, "one", ["model.json", "v1.0.0/model.onnx"]);
        var other = await LayerAsync(workspace, "other", ["v1.0.0/model.onnx", "model.json"]);

        other.Digest.ShouldBe(one.Digest);
        Build(other).ManifestDigest.ShouldBe(Build(one).ManifestDigest);
        Build(other).ConfigDigest.ShouldBe(Build(one).ConfigDigest);
        var archives = new List<byte[]>();
        foreach (var image in (ModelImage[])[Build(one), Build(other)])
        {
            using var stream = new MemoryStream();
            await ImageArchive.WriteAsync(image, "acme/churn:v1.0.0", stream, Workspace.Token);
            archives.Add(stream.ToArray());
        }

        archives[0].ShouldBe(archives[1]);
    }

    [Fact]
    public async Task Another_model_gives_another_digest()
    {
        using var workspace = new Workspace();
        var one = await LayerAsync(workspace, "one", ["model.onnx"]);
        var other = await LayerAsync(workspace, "other", ["other.onnx"]);

        Build(other).ManifestDigest.ShouldNotBe(Build(one).ManifestDigest);
    }

    [Fact]
    public async Task The_configuration_keeps_the_servers_and_adds_the_model()
    {
        using var workspace = new Workspace();
        var image = Build(await LayerAsync(workspace, "one", ["model.onnx"]));

        var config = JsonNode.Parse(image.Config)!;
        config["config"]!["Entrypoint"]![0]!.GetValue<string>().ShouldBe("/server");
        config["config"]!["Cmd"]!
            .AsArray()
            .Select(c => c!.GetValue<string>())
            .ShouldBe(["serve", "--model", "/models/churn"]);
        config["config"]!["Labels"]!["io.github.assay.model"]!.GetValue<string>().ShouldBe("churn");
        config["rootfs"]!["diff_ids"]!.AsArray().Count.ShouldBe(1);
        config["container"].ShouldBeNull();
        config["created"]!.GetValue<string>().ShouldBe("2026-11-24T09:30:00Z");
        var manifest = JsonNode.Parse(image.Manifest)!;
        manifest["config"]!["digest"]!.GetValue<string>().ShouldBe(image.ConfigDigest.ToString());
        manifest["layers"]![0]!["size"]!.GetValue<long>().ShouldBe(image.Size);
    }

    [Fact]
    public async Task The_layer_holds_the_model_under_its_name_read_only_and_owned_by_nobody_in_particular()
    {
        using var workspace = new Workspace();
        var layer = await LayerAsync(workspace, "one", ["v1.0.0/model.onnx"]);

        var entries = new List<TarEntry>();
        await using var tar = new TarReader(File.OpenRead(layer.File!));
        while (await tar.GetNextEntryAsync(copyData: true, Workspace.Token) is { } entry)
        {
            entries.Add(entry);
        }

        entries
            .Select(e => e.Name)
            .ShouldBe(["models/", "models/churn/", "models/churn/v1.0.0/", "models/churn/v1.0.0/model.onnx"]);
        entries.ShouldAllBe(e => e.Uid == 0 && e.ModificationTime == _made);
        entries[^1].Mode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    [Fact]
    public async Task An_archive_is_read_back_as_a_base()
    {
        using var workspace = new Workspace();
        var image = Build(await LayerAsync(workspace, "one", ["model.onnx"]));
        var file = Path.Combine(workspace.Folder, "image.tar");
        await ImageArchive.WriteAsync(image, "acme/churn:v1.0.0", file, Workspace.Token);

        var scratch = Directory.CreateDirectory(Path.Combine(workspace.Folder, "scratch")).FullName;
        var read = await ArchivedImage.ReadAsync(file, scratch, Workspace.Token);

        read.Digest.ShouldBe(image.ConfigDigest);
        read.Layers.ShouldHaveSingleItem().DiffId.ShouldBe(image.Layers[0].DiffId);
    }

    [Fact]
    public async Task An_engine_that_has_the_server_is_sent_the_models_layer_alone()
    {
        using var workspace = new Workspace();
        var below = await LayerAsync(workspace, "below", ["server"]);
        var image = Build(await LayerAsync(workspace, "one", ["model.onnx"]), below with { File = null });
        var file = Path.Combine(workspace.Folder, "top.tar");

        await ImageArchive.WriteTopAsync(image, "acme/churn:v1.0.0", file, Workspace.Token);

        var names = new List<string>();
        await using var tar = new TarReader(File.OpenRead(file));
        while (await tar.GetNextEntryAsync(copyData: false, Workspace.Token) is { } entry)
        {
            names.Add(entry.Name);
        }

        names.ShouldBe([
            $"blobs/sha256/{image.ConfigDigest.Hex}",
            $"blobs/sha256/{image.Layers[1].Digest.Hex}",
            "manifest.json",
        ]);
    }

    [Theory]
    [InlineData("no tar at all, and quite short")]
    [InlineData("")]
    public async Task What_is_no_archive_is_refused(string content)
    {
        using var workspace = new Workspace();
        var file = Path.Combine(workspace.Folder, "image.tar");
        await File.WriteAllTextAsync(file, content, Workspace.Token);

        var refused = await Should.ThrowAsync<InputError>(() =>
            ArchivedImage.ReadAsync(file, workspace.Folder, Workspace.Token)
        );

        refused.Message.ShouldContain("is no image archive");
    }

    [Theory]
    [InlineData("churn", "registry-1.docker.io", "library/churn", "latest")]
    [InlineData("acme/churn:v1", "registry-1.docker.io", "acme/churn", "v1")]
    [InlineData("ghcr.io/acme/churn:v1.4.0", "ghcr.io", "acme/churn", "v1.4.0")]
    [InlineData("127.0.0.1:15000/base/debian", "127.0.0.1:15000", "base/debian", "latest")]
    [InlineData("ghcr.io/acme/churn:v1@sha256:00", "ghcr.io", "acme/churn", "sha256:00")]
    public void An_images_name_is_taken_apart(string name, string host, string repository, string reference) =>
        RegistryName.Parse(name).ShouldBe(new RegistryName(host, repository, reference));

    private static ModelImage Build(ImageLayer layer, params ImageLayer[] below) =>
        ModelImage.Build(
            new BaseImage(
                "acme/server:1",
                ExampleRun.Digest("server"),
                JsonNode
                    .Parse(
                        """{"architecture":"amd64","os":"linux","container":"abc","config":{"Entrypoint":["/server"]},"rootfs":{"type":"layers","diff_ids":[]}}"""
                    )!
                    .AsObject(),
                [.. below]
            ),
            layer,
            ["serve", "--model", ModelLayer.PathOf("churn")],
            ImmutableSortedDictionary<string, string>.Empty.Add("io.github.assay.model", "churn"),
            _made
        );

    private static async Task<ImageLayer> LayerAsync(Workspace workspace, string name, string[] files)
    {
        var folder = Path.Combine(workspace.Folder, name);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, $"content of {file}", Workspace.Token);
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddDays(files.Length + file.Length));
        }

        return await ModelLayer.WriteAsync(folder, "churn", _made, folder + ".tar", Workspace.Token);
    }
}
