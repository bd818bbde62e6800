using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>What trainings leave that is wrong: the run is recorded as failed, and says why.</summary>
public sealed class BadTrainingTests
{
    [Theory]
    [InlineData("exit 7", "failed with exit code 7")]
    [InlineData("true # nothing", "the command wrote no model: 'out/model.pkl' does not exist")]
    [InlineData("no-such-program --x", "failed with exit code 127: a program in it was not found")]
    [InlineData("./given/model.pkl", "failed with exit code 126: a file in it is no program, or may not be run")]
    [InlineData("cp -r given out; printf '{\"caf\\351\": 1}' > out/metrics.json", "is not a metric's name")]
    [InlineData(
        "cp -r given out; rm out/metrics.json; mkdir out/metrics.json; touch out/metrics.json/a out/metrics.json/b",
        "expected one file"
    )]
    [InlineData("kill -9 $$", "was killed (exit code 137)")]
    [InlineData("cp -r given out; rm out/model.pkl; mkfifo out/model.pkl", "is a pipe, a socket or a device")]
    [InlineData("cp -r given out; rm out/metrics.json; mkfifo out/metrics.json", "is a pipe, a socket or a device")]
    [InlineData("cp -r given out; ln -sf /etc/hostname out/model.pkl", "is a link that leads out of the repository")]
    [InlineData("cp -r given out; ln -sf model.pkl out/model.pkl", "is a link that leads in circles")]
    [InlineData("cp -r given out; ln -sf nowhere out/model.pkl", "the command wrote no model")]
    [InlineData(
        "cp -r given out; rm out/model.pkl; mkdir out/model.pkl; touch out/model.pkl/x",
        "without a file MLmodel"
    )]
    [InlineData("cp -r given out; echo '{\"a\": \"text\"}' > out/metrics.json", "'a' is 'text', which is not a number")]
    [InlineData("cp -r given out; echo '{\"a\": 1, \"a\": 2}' > out/metrics.json", "'a' stands here twice")]
    [InlineData("cp -r given out; : > out/metrics.json", "the file is empty; expected JSON")]
    [InlineData("cp -r given out; echo 'a: 1' > out/metrics.json", "this is not JSON")]
    [InlineData("cp -r given out; head -c 96000000 /dev/zero > out/model.pkl", "has 96 MB, more than 95 MB")]
    public async Task A_training_that_leaves_something_wrong_is_a_failed_run_that_says_what(
        string command,
        string message
    )
    {
        using var project = await ProjectAsync(command);

        var answer = await project.Shell.AssayAsync("train", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.Failed, answer.Messages);
        answer.Messages.ShouldContain(message);
        answer.Messages.ShouldNotContain("   at ");
        var run = (await project.Shell.AssayAsync("runs", "list", "--json")).Json[0];
        run.GetProperty("status").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task A_link_that_an_earlier_training_left_does_not_keep_the_next_from_running()
    {
        using var project = await ProjectAsync("rm -rf out; cp -r given out");
        Directory.CreateDirectory(project.PathOf("out"));
        File.CreateSymbolicLink(project.PathOf("out/model.pkl"), "/etc/hostname");

        var answer = await project.Shell.AssayAsync("train", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
    }

    [Fact]
    public async Task A_failed_run_keeps_the_tail_of_its_log_and_what_it_logged_before()
    {
        using var project = await ProjectAsync("cp -r given out; echo 'loss 0.7'; exit 3");

        await project.Shell.AssayAsync("train", "--model", "churn");

        var run = (await project.Shell.AssayAsync("runs", "show", "latest", "--json")).Json;
        run.GetProperty("log_tail").GetString().ShouldBe("loss 0.7");
        run.GetProperty("metrics").GetProperty("loss").GetDouble().ShouldBe(0.5);
        run.GetProperty("exit_code").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_training_that_hangs_is_ended_at_its_time_limit()
    {
        using var project = await ProjectAsync("sleep 600", "timeout: 1s,");

        var answer = await project.Shell.AssayAsync("train", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.Failed);
        answer.Messages.ShouldContain("was stopped at its time limit of 1 s");
        var run = (await project.Shell.AssayAsync("runs", "list", "--json")).Json[0];
        run.GetProperty("status").GetString().ShouldBe("killed");
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:1", "Connection refused")]
    [InlineData("unix:///nowhere.sock", "does not exist")]
    [InlineData("ssh://somewhere", "an engine behind SSH is not reached yet")]
    [InlineData("bananas", "which is not an address")]
    public async Task A_container_training_without_an_engine_says_what_was_tried(string host, string message)
    {
        using var project = await ProjectAsync("true", "image: 'python:3.12-slim',");
        var shell = new Shell(project.Shell.Environment.WorkingDirectory);
        var job = new Shell(shell.Environment.WorkingDirectory)
        {
            Environment = shell.Environment with
            {
                Variables = shell.Environment.Variables.SetItem("DOCKER_HOST", host),
            },
        };

        var answer = await job.AssayAsync("train", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.Failed, answer.Messages);
        answer.Messages.ShouldContain("no Docker engine answers");
        answer.Messages.ShouldContain(message);
        answer.Messages.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_dirty_tree_is_recorded_and_warned_of()
    {
        using var project = await ProjectAsync("cp -r given out");
        await File.AppendAllTextAsync(project.PathOf("given/metrics.json"), "\n", Workspace.Token);

        var answer = await project.Shell.AssayAsync("train", "--model", "churn", "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Messages.ShouldContain("'given/metrics.json' differs from the commit");
        answer.Json.GetProperty("code").GetProperty("dirty").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_remote_the_run_stays_in_the_clone_and_a_notice_says_so()
    {
        using var project = await ProjectAsync("cp -r given out");

        var answer = await project.Shell.AssayAsync("train", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Messages.ShouldContain("Recorded in this clone only: it has no remote.");
    }

    [Fact]
    public async Task Two_trainings_at_once_in_one_working_tree_wait_for_each_other_and_are_two_runs()
    {
        using var project = await ProjectAsync("rm -rf out; sleep 0.3; cp -r given out");

        var answers = await Task.WhenAll(
            project.Shell.AssayAsync("train", "--model", "churn", "--fresh"),
            project.Shell.AssayAsync("train", "--model", "churn", "--fresh")
        );

        answers.ShouldAllBe(a => a.Exit == ExitCode.Done);
        answers.Count(a => a.Messages.Contains("is under way in this working tree")).ShouldBe(1);
        (await project.Shell.AssayAsync("runs", "list", "--json")).Json.GetArrayLength().ShouldBe(2);
    }

    private static async Task<TrainingProject> ProjectAsync(string command, string more = "")
    {
        var workspace = new Workspace();
        var clone = await workspace.InitAsync("here");
        var line = command.Replace("'", "''");
        await Workspace.CommitAsync(clone, "given/metrics.json", """{ "loss": 0.5 }""");
        await Workspace.CommitAsync(clone, "given/model.pkl", "a model");
        await Workspace.CommitAsync(
            clone,
            "assay.yml",
            $$"""
            version: 1
            models:
              churn:
                task: binary
                train: { command: '{{line}}', {{more}} model: out/model.pkl, metrics: out/metrics.json }
            """
        );
        return new TrainingProject(workspace, clone);
    }

    private sealed record TrainingProject(Workspace Workspace, string Folder) : IDisposable
    {
        public Shell Shell => new(Folder);

        public string PathOf(string path) => Path.Combine(Folder, path);

        public void Dispose() => Workspace.Dispose();
    }
}
