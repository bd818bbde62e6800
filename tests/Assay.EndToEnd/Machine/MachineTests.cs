using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Machine;

/// <summary>The parts of the machine do what the other tests take for granted.</summary>
public sealed class MachineTests(DockerEngine engine, GitServer git, Chromium chromium, ImageRegistry registry)
{
    [Fact]
    public async Task The_engine_runs_a_container_of_the_base_image()
    {
        var image = await engine.DebianAsync();
        (await engine.DockerAsync(["run", "--rm", image, "cat", "/etc/debian_version"])).ShouldStartWith("12.");
    }

    [Fact]
    public async Task The_engine_runs_scikit_learn_in_a_container()
    {
        var image = await engine.ScikitLearnAsync();
        var printed = await engine.DockerAsync([
            "run",
            "--rm",
            image,
            "python3",
            "-c",
            "import sklearn; print(sklearn.__name__)",
        ]);
        printed.ShouldBe("sklearn\n");
    }

    [Fact]
    public async Task A_push_over_HTTP_needs_the_password_and_arrives()
    {
        var repository = await git.CreateRepositoryAsync();
        using var work = new TemporaryFolder();
        await GitAsync(work, "init", "--quiet");
        await GitAsync(work, "commit", "--quiet", "--allow-empty", "--message", "first");

        (await GitAsync(work, "push", repository.Url.ToString(), "HEAD:refs/assay/probe")).ExitCode.ShouldNotBe(0);
        var pushed = await GitAsync(
            work,
            "push",
            repository.UrlFor("x-access-token").ToString(),
            "HEAD:refs/assay/probe"
        );

        pushed.ExitCode.ShouldBe(0, pushed.StandardError);
        File.Exists(Path.Combine(repository.Folder, "refs", "assay", "probe")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_repository_that_refuses_pushes_answers_403()
    {
        var repository = await git.CreateRepositoryAsync();
        await repository.RefusePushesAsync();
        using var work = new TemporaryFolder();
        await GitAsync(work, "init", "--quiet");
        await GitAsync(work, "commit", "--quiet", "--allow-empty", "--message", "first");

        var refused = await GitAsync(work, "push", repository.UrlFor("alice").ToString(), "HEAD:refs/assay/probe");

        refused.ExitCode.ShouldNotBe(0);
        refused.StandardError.ShouldContain("403");
    }

    [Fact]
    public async Task Chromium_opens_a_page()
    {
        var page = await chromium.NewPageAsync();
        await page.SetContentAsync("<h1>assay</h1>");
        (await page.InnerTextAsync("h1")).ShouldBe("assay");
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_engine_pushes_an_image_to_the_registry()
    {
        var image = await engine.DebianAsync();
        var name = $"{await registry.AddressAsync()}/base/debian:1";
        await engine.DockerAsync(["tag", image, name]);
        (await engine.DockerAsync(["push", name])).ShouldContain("digest: sha256:");
        await engine.DockerAsync(["rmi", name]);
    }

    [Fact]
    public async Task Python_has_scikit_learn() => (await Python.WithScikitLearnAsync()).ShouldBe("/usr/bin/python3");

    private static async Task<BufferedCommandResult> GitAsync(TemporaryFolder work, params string[] arguments) =>
        await Cli.Wrap("git")
            .WithArguments(["-c", "user.name=Alice", "-c", "user.email=alice@example.org", .. arguments])
            .WithWorkingDirectory(work.Path)
            .WithEnvironmentVariables(variables => variables.Set("GIT_TERMINAL_PROMPT", "0"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
