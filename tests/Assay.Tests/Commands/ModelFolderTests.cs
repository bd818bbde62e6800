using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>A model that MLflow saved as a folder.</summary>
public sealed class ModelFolderTests
{
    [Fact]
    public async Task A_logged_folder_is_one_model_whose_digest_covers_every_file_of_it()
    {
        using var workspace = new Workspace();
        var clone = await workspace.InitAsync("here");
        await Workspace.CommitAsync(
            clone,
            "assay.yml",
            """
            version: 1
            models:
              churn: { task: binary }
            """
        );
        Directory.CreateDirectory(Path.Combine(clone, "model"));
        await File.WriteAllTextAsync(Path.Combine(clone, "model", "MLmodel"), "flavors: {}", Workspace.Token);
        var first = await LoggedAsync(clone, "weights");
        var second = await LoggedAsync(clone, "other weights");

        first.GetProperty("artifacts").GetArrayLength().ShouldBe(2);
        first.GetProperty("model_path").GetString().ShouldBe("model/MLmodel");
        var runs = (await new Shell(clone).AssayAsync("runs", "list", "--json")).Json;
        runs[0].GetProperty("model_digest").GetString().ShouldNotBe(runs[1].GetProperty("model_digest").GetString());
        second.GetProperty("model_path").GetString().ShouldBe("model/MLmodel");
    }

    [Fact]
    public async Task A_description_alone_is_no_model()
    {
        using var workspace = new Workspace();
        var clone = await workspace.InitAsync("here");
        await Workspace.CommitAsync(
            clone,
            "assay.yml",
            """
            version: 1
            models:
              churn:
                task: binary
                train: { command: 'mkdir -p out && echo flavors > out/MLmodel && cp out/MLmodel .', model: out/MLmodel }
            """
        );

        var trained = await new Shell(clone).AssayAsync("train", "--model", "churn");
        var logged = await new Shell(clone).AssayAsync("log-run", "--model", "churn", "--model-file", "MLmodel");

        trained.Exit.ShouldBe(ExitCode.Failed, trained.Messages);
        trained.Messages.ShouldContain("'out/MLmodel' only describes a model: name the folder");
        logged.Exit.ShouldBe(ExitCode.WrongRequest, logged.Messages);
        logged.Messages.ShouldContain("save the model in a folder of its own");
    }

    private static async Task<System.Text.Json.JsonElement> LoggedAsync(string clone, string weights)
    {
        await File.WriteAllTextAsync(Path.Combine(clone, "model", "weights.bin"), weights, Workspace.Token);
        var answer = await new Shell(clone).AssayAsync(
            "log-run",
            "--model",
            "churn",
            "--model-file",
            "model",
            "--json"
        );
        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        return answer.Json;
    }
}
