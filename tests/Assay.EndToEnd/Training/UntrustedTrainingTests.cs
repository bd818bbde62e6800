using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Training;

public sealed class UntrustedTrainingTests(DockerEngine machine) : IAsyncDisposable
{
    private readonly ContainerTraining _training = new(machine);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _training.DisposeAsync();

    [Fact]
    public async Task A_training_that_looks_for_credentials_finds_none()
    {
        const string secret = "s3cret-of-the-checkout";
        await _training.GitAsync("init", "--quiet");
        await _training.GitAsync("config", "http.https://github.com/.extraheader", $"AUTHORIZATION: basic {secret}");
        Directory.CreateDirectory(_training.Workspace.File(".git/modules/lib"));
        await File.WriteAllTextAsync(_training.Workspace.File(".git/modules/lib/config"), secret, Stop);

        await _training.RunAsync(
            """
            env; for p in /proc/[0-9]*; do tr '\0' '\n' < $p/environ; tr '\0' ' ' < $p/cmdline; echo; done
            grep -r 's3[c]ret' . .git / --include=config --include='*.json' --include=.netrc 2>/dev/null
            find / -xdev -type s 2>/dev/null; ls /var/run/docker.sock; cat .git/config; ls .git
            """
        );

        _training.Texts.ShouldNotContain(line => line.Contains("s3cret"));
        _training.Texts.ShouldNotContain(line => line.EndsWith(".sock") && !line.StartsWith("ls:"));
        _training.Texts.ShouldContain("HEAD");
        _training.Texts.ShouldNotContain("config");
    }

    [Fact]
    public async Task Nothing_can_be_planted_in_the_repositorys_git_directory()
    {
        await _training.GitAsync("init", "--quiet");

        await _training.RunAsync(
            "mkdir -p .git/hooks; echo evil > .git/hooks/pre-push; echo evil > .git/config; echo evil > .git/HEAD; "
                + "echo evil > .git/refs/x; echo evil > .git/objects/x"
        );

        File.Exists(_training.Workspace.File(".git/hooks/pre-push")).ShouldBeFalse();
        (await File.ReadAllTextAsync(_training.Workspace.File(".git/config"), Stop)).ShouldNotContain("evil");
        (await File.ReadAllTextAsync(_training.Workspace.File(".git/HEAD"), Stop)).ShouldStartWith("ref:");
        Directory.EnumerateFiles(_training.Workspace.File(".git/objects")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_training_sees_the_variables_it_was_given_and_no_privilege()
    {
        await _training.RunAsync(
            "echo $GREETING; grep -E 'NoNewPrivs|CapPrm' /proc/self/status",
            new() { ["GREETING"] = "hello" }
        );

        _training.Texts.First().ShouldBe("hello");
        _training.Texts.ShouldContain("NoNewPrivs:\t1");
    }
}
