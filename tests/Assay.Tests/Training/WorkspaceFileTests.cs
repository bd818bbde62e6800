using Assay.Toolkit;
using Assay.Training.Files;
using CliWrap;

namespace Assay.Tests.Training;

public sealed class WorkspaceFileTests : IDisposable
{
    private readonly TemporaryWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private WorkspaceFiles Files => new(_workspace.Path);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("data", new[] { "data/a.csv", "data/b.parquet", "data/deep/c.csv" })]
    [InlineData("data/a.csv", new[] { "data/a.csv" })]
    [InlineData("data/*.csv", new[] { "data/a.csv" })]
    [InlineData("**/*.csv", new[] { "data/a.csv", "data/deep/c.csv", "top.csv" })]
    [InlineData("data/**", new[] { "data/a.csv", "data/b.parquet", "data/deep/c.csv" })]
    [InlineData("data/?.[cp]*", new[] { "data/a.csv", "data/b.parquet" })]
    [InlineData("data/[!a].*", new[] { "data/b.parquet" })]
    [InlineData("nowhere", new string[0])]
    [InlineData("nowhere/*.csv", new string[0])]
    public void Files_are_found_by_path_folder_and_pattern(string path, string[] found)
    {
        foreach (var name in new[] { "top.csv", "data/a.csv", "data/b.parquet", "data/deep/c.csv", ".git/x.csv" })
        {
            _workspace.Write(name, "x");
        }

        Files.Find(path).Select(f => f.Path).ShouldBe(found);
    }

    [Fact]
    public async Task An_input_has_the_digest_that_sha256sum_prints()
    {
        _workspace.Write("a.txt", "abc");

        var input = (await InputDigests.TakeAsync(Files, [new("a.txt")], Stop)).ShouldHaveSingleItem();

        input.Sha256.Hex.ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        input.Size.ShouldBe(3);
    }

    [Fact]
    public async Task Every_input_that_is_not_there_is_named_with_its_line()
    {
        _workspace.Write("a.txt", "abc");
        var inputs = new InputPath[]
        {
            new("a.txt"),
            new("data/train.parquet", new SourceLocation("assay.yml", 7, 14)),
            new("b/*.csv", new SourceLocation("assay.yml", 7, 34)),
        };

        var error = await Should.ThrowAsync<InputError>(() => InputDigests.TakeAsync(Files, inputs, Stop));

        error
            .Problems.Select(p => p.ToString())
            .ShouldBe([
                "assay.yml:7:14: the input 'data/train.parquet' does not exist: correct the path, or fetch it before the "
                    + "training (data.fetch, git lfs pull)",
                "assay.yml:7:34: the input 'b/*.csv' does not exist: correct the path, or fetch it before the training "
                    + "(data.fetch, git lfs pull)",
            ]);
    }

    [Fact]
    public async Task A_folder_of_many_files_is_one_input_that_changes_with_any_of_them()
    {
        for (var i = 0; i <= InputDigests.MostFiles; i++)
        {
            _workspace.Write($"images/{i}.txt", $"{i}");
        }

        var before = (await InputDigests.TakeAsync(Files, [new("images")], Stop)).ShouldHaveSingleItem();
        _workspace.Write("images/7.txt", "8");
        var after = (await InputDigests.TakeAsync(Files, [new("images")], Stop)).ShouldHaveSingleItem();

        before.Path.ShouldBe("images/");
        after.Sha256.ShouldNotBe(before.Sha256);
    }

    [Theory]
    [InlineData("out", "/etc")]
    [InlineData("out/passwd", "/etc/passwd")]
    [InlineData("out/passwd", "../../../../../../../../etc/passwd")]
    public async Task A_link_that_leads_out_of_the_repository_is_refused(string link, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace[link])!);
        File.CreateSymbolicLink(_workspace[link], target);

        var error = await Should.ThrowAsync<InputError>(() => ArtifactDigests.TakeAsync(Files, ["out/passwd"], Stop));

        error.Message.ShouldStartWith("'out/passwd' is a link that leads out of the repository");
    }

    [Fact]
    public async Task A_link_within_the_repository_is_followed()
    {
        _workspace.Write("runs/7/model.pkl", "abc");
        Directory.CreateSymbolicLink(_workspace["out"], "runs/7");

        var artifact = (await ArtifactDigests.TakeAsync(Files, ["out/model.pkl"], Stop)).ShouldHaveSingleItem();

        artifact.Artifact.Path.ShouldBe("out/model.pkl");
        artifact.Artifact.Size.ShouldBe(3);
    }

    [Fact]
    public async Task A_pipe_in_a_models_place_is_refused_and_does_not_hang()
    {
        await Cli.Wrap("mkfifo").WithArguments([_workspace["model.pkl"]]).ExecuteAsync(Stop);

        var refused = await Should.ThrowAsync<InputError>(() => ArtifactDigests.TakeAsync(Files, ["model.pkl"], Stop));

        refused.Message.ShouldBe("'model.pkl' is a pipe, a socket or a device: expected a file");
    }

    [Fact]
    public void An_output_from_before_the_training_is_told_from_one_that_it_wrote()
    {
        _workspace.Write("out/old.pkl", "old");
        _workspace.Write("out/same-size.pkl", "old");
        File.SetLastWriteTimeUtc(_workspace["out/same-size.pkl"], DateTime.UnixEpoch);
        var outputs = OutputSnapshot.Take(Files, ["out/old.pkl", "out/same-size.pkl", "out/new.pkl"]);

        _workspace.Write("out/same-size.pkl", "new");
        _workspace.Write("out/new.pkl", "new");

        outputs.IsWritten("out/old.pkl").ShouldBeFalse();
        outputs.IsWritten("out/same-size.pkl").ShouldBeTrue();
        outputs.IsWritten("out/new.pkl").ShouldBeTrue();
        outputs.IsWritten("out/absent.pkl").ShouldBeFalse();
    }
}
