using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Actions;

/// <summary>A training that looks around, in the sibling of an action's container that holds all that a job holds.</summary>
public sealed class UntrustedActionTests(DockerEngine engine, AssayImage image, GitServer server)
{
    private const string JobToken = "canary-of-the-job";

    // All that it sees: variables of every process, command lines, mounts, every file of the repository, sockets.
    private const string LookAround = """
        import os, socket, subprocess
        def read(path):
            try:
                with open(path, "rb") as file:
                    return file.read(2000000).decode(errors="replace")
            except OSError as error:
                return f"{path}: {error}"
        seen = ["env " + repr(dict(os.environ))]
        for process in filter(str.isdigit, os.listdir("/proc")):
            seen += [read(f"/proc/{process}/{name}") for name in ("environ", "cmdline", "mountinfo")]
        for folder in (".", "/root", os.path.expanduser("~"), "/github", "/run", "/tmp"):
            for place, _, files in os.walk(folder):
                seen += [os.path.join(place, name) + "\n" + read(os.path.join(place, name)) for name in files]
        seen.append(subprocess.run(["find", "/", "-xdev", "-type", "s"], capture_output=True, text=True).stdout)
        for path in ("/var/run/docker.so" + "ck", "/run/docker.so" + "ck"):
            try:
                socket.socket(socket.AF_UNIX).connect(path)
                seen.append("the engine " + "answers")
            except OSError:
                pass
        os.makedirs("out", exist_ok=True)
        os.makedirs(".assay", exist_ok=True)
        os.symlink("/var/run", ".assay/run")
        print("looked around", flush=True)
        with open("out/seen.txt", "w") as file:
            file.write("\n".join(seen))
        raise SystemExit(9)
        """;

    [Fact]
    public async Task A_training_finds_no_credential_of_the_job_and_cannot_have_the_engine()
    {
        using var checkout = await ActionCheckout.MakeAsync(server, await engine.ScikitLearnAsync(), owner: 1001);
        await File.WriteAllTextAsync(checkout.PathOf("look.py"), LookAround, TestContext.Current.CancellationToken);

        var step = await new ActionContainer(engine, image).RunAsync(
            checkout.Step("train", "train-command=python3 look.py") with
            {
                Env = new Dictionary<string, string>
                {
                    ["GITHUB_TOKEN"] = JobToken,
                    ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = JobToken,
                    ["INPUT_TOKEN"] = JobToken,
                    ["MY_OWN_SECRET"] = JobToken,
                },
            }
        );

        step.Log.ShouldContain("looked around");
        var seen = checkout.Read("out/seen.txt");
        seen.ShouldContain("Logistic regression");
        seen.ShouldNotContain(JobToken);
        seen.ShouldNotContain("runtime-token-of-the-tests");
        seen.ShouldNotContain(ActionCheckout.Token);
        seen.ShouldNotContain("docker.sock");
        seen.ShouldNotContain("the engine answers");
        (await OwnerAsync(engine.Socket)).ShouldBe("0");
        (await checkout.InWorkspaceAsync("config", "--list")).ShouldContain(ActionCheckout.Token);
    }

    [Fact]
    public async Task A_training_that_fails_is_recorded_and_tells_later_steps_so()
    {
        using var checkout = await ActionCheckout.MakeAsync(server, await engine.ScikitLearnAsync(), owner: 1001);

        var step = await new ActionContainer(engine, image).RunAsync(
            checkout.Step("train", "train-command=echo no memory for this model >&2; exit 9")
        );

        step.ExitCode.ShouldBe(3, step.Log);
        step.Outputs["status"].ShouldBe("failed");
        step.Outputs["model-digest"].ShouldBeEmpty();
        step.Summary.ShouldStartWith("### Training of `iris`: failed");
        step.Summary.ShouldContain("the command failed with exit code 9");
        step.Log.ShouldContain("::error::The training of 'iris' did not finish: the command failed with exit code 9.");
        var run = $"refs/assay/inbox/{step.Outputs["run-id"]}:run.json";
        (await checkout.OnServerAsync("show", run)).ShouldContain("no memory for this model");
    }

    private static async Task<string> OwnerAsync(string path)
    {
        var owner = await Cli.Wrap("stat")
            .WithArguments(["--format=%u", path])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return owner.StandardOutput.Trim();
    }
}
