using System.Runtime.InteropServices;
using Assay.Descriptions;
using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;
using YamlDotNet.RepresentationModel;

namespace Assay.EndToEnd.Setup;

public sealed class GitLabTemplateTests
{
    private const string Archive = "assay-linux-x64.tar.gz";
    private static readonly string[] Tools = ["mktemp", "sha256sum", "tar", "gzip"];

    [Theory]
    [InlineData("curl")]
    [InlineData("wget")]
    [InlineData("python3")]
    public async Task A_job_brings_the_program_in_with_whatever_its_image_has(string tool)
    {
        Requires.That(
            RuntimeInformation.OSArchitecture == Architecture.X64,
            "the template's archive is for x64, this machine is not"
        );
        Requires.That(File.Exists($"/usr/bin/{tool}"), $"/usr/bin/{tool} is missing: install it");
        await using var releases = await Releases.StartAsync(Archive);
        using var image = new TemporaryFolder();
        foreach (var name in Tools.Append(tool))
        {
            File.CreateSymbolicLink(image.File(name), $"/usr/bin/{name}");
        }

        var job = await RunAsync(releases.Url, image.Path);

        job.ExitCode.ShouldBe(0, job.StandardError);
        job.StandardOutput.ShouldEndWith("0.1.0+release\n");
    }

    [Fact]
    public async Task A_job_whose_archive_was_changed_does_not_run_it()
    {
        await using var releases = await Releases.StartAsync(Archive);
        releases.Spoil(Archive);

        var job = await RunAsync(releases.Url, "/usr/bin:/bin");

        job.ExitCode.ShouldNotBe(0);
        job.StandardOutput.ShouldNotContain("0.1.0+release");
    }

    // As GitLab's runner does: the lines of before_script and script in one shell that stops at the first failure.
    private static async Task<BufferedCommandResult> RunAsync(string releases, string path)
    {
        var command = new Command("train", "Trains", (_, _) => Task.FromResult(ExitCode.Done));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(GitLabTemplate.Of(command).Text(null)));
        var job = (YamlMappingNode)yaml.Documents[1].RootNode["$[[ inputs.job-name ]]"];
        var lines = (string[])["before_script", "script"];
        var script = lines.SelectMany(part => ((YamlSequenceNode)job[part]).Select(l => ((YamlScalarNode)l).Value!));
        var text = string.Join('\n', script)
            .Replace($"{Project.Url}/releases/download", releases, StringComparison.Ordinal);
        return await Cli.Wrap("/bin/sh")
            .WithArguments(["-ec", text])
            .WithEnvironmentVariables(variables => variables.Set("PATH", path).Set("ASSAY_RELEASE", "0.1.0"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
    }
}
