using System.Runtime.InteropServices;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Setup;

public sealed class SetupActionTests : IDisposable
{
    private static readonly string Archive =
        RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "assay-linux-arm64.tar.gz" : "assay-linux-x64.tar.gz";
    private readonly TemporaryFolder _runner = new();

    public void Dispose() => _runner.Dispose();

    [Theory]
    [InlineData("0.1.0", "main")]
    [InlineData("v0.1.0", "main")]
    [InlineData("", "v0.1.0")]
    [InlineData("", "v0")]
    public async Task A_release_is_downloaded_checked_and_put_on_the_path(string version, string actionRef)
    {
        await using var releases = await Releases.StartAsync(Archive);

        var result = await SetUpAsync(releases.Url, version, "", actionRef);

        result.ExitCode.ShouldBe(0, result.Output + result.Messages);
        var folder = File.ReadAllText(_runner.File("path")).TrimEnd();
        folder.ShouldBe(_runner.File("assay"));
        File.Exists(Path.Combine(folder, "assay")).ShouldBeTrue();
        FileCommands.Read(_runner.File("output"))["version"].ShouldBe("0.1.0+release");
    }

    [Fact]
    public async Task The_digest_that_the_user_gives_is_the_one_that_counts()
    {
        await using var releases = await Releases.StartAsync(Archive);

        (await SetUpAsync(releases.Url, "0.1.0", releases.Sha256)).ExitCode.ShouldBe(0);
        var refused = await SetUpAsync(releases.Url, "0.1.0", new string('0', 64));

        refused.ExitCode.ShouldBe(3);
        refused.Output.ShouldContain("::error::");
        refused.Output.ShouldContain("is not the file that its digest names; nothing was installed");
    }

    [Fact]
    public async Task An_archive_that_was_changed_on_the_way_is_not_installed()
    {
        await using var releases = await Releases.StartAsync(Archive);
        releases.Spoil(Archive);

        var result = await SetUpAsync(releases.Url, "0.1.0");

        result.ExitCode.ShouldBe(3);
        File.Exists(_runner.File("path")).ShouldBeFalse();
        Directory.EnumerateFiles(_runner.File("assay")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("latest", "")]
    [InlineData("0.1.0/../../evil", "")]
    [InlineData("$(touch forged)", "")]
    [InlineData("0.1.0", "5BE1")]
    public async Task A_version_or_digest_that_is_none_is_refused_before_anything_is_asked(
        string version,
        string sha256
    )
    {
        var result = await SetUpAsync("http://127.0.0.1:1", version, sha256);

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldContain("expected");
    }

    [Fact]
    public async Task A_release_that_does_not_exist_says_where_to_look()
    {
        await using var releases = await Releases.StartAsync(Archive);

        var result = await SetUpAsync(releases.Url, "9.9.9");

        result.ExitCode.ShouldBe(3);
        result.Output.ShouldContain("could not be downloaded; see https://github.com/OWNER/assay/releases");
    }

    [Fact]
    public async Task At_a_branch_without_the_SDK_it_says_what_to_add()
    {
        foreach (var tool in (string[])["uname", "rm", "mkdir"])
        {
            File.CreateSymbolicLink(_runner.File(tool), $"/bin/{tool}");
        }

        var result = await SetUpAsync("http://127.0.0.1:1", "", path: _runner.Path);

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldContain("add actions/setup-dotnet, or give a version");
    }

    private async Task<ProgramResult> SetUpAsync(
        string releases,
        string version,
        string sha256 = "",
        string actionRef = "main",
        string? path = null
    )
    {
        Requires.Program("curl", "no curl, by which the action downloads: install it.");
        var result = await Cli.Wrap("/bin/bash")
            .WithArguments([Clone.File("actions/setup/setup")])
            .WithWorkingDirectory(_runner.Path)
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("ASSAY_RELEASES", releases)
                    .Set("VERSION", version)
                    .Set("SHA256", sha256)
                    .Set("ACTION_REF", actionRef)
                    .Set("ACTION_PATH", Clone.File("actions/setup"))
                    .Set("RUNNER_TEMP", _runner.Path)
                    .Set("GITHUB_PATH", _runner.File("path"))
                    .Set("GITHUB_OUTPUT", _runner.File("output"))
                    .Set("PATH", path ?? Environment.GetEnvironmentVariable("PATH")!)
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return new ProgramResult(result.ExitCode, result.StandardOutput, result.StandardError);
    }
}
