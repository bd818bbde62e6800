using System.Security.Cryptography;
using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.House;

public sealed class BuildTests
{
    [Fact]
    public async Task Two_builds_of_one_commit_in_two_folders_give_the_same_bytes()
    {
        var dotnet = Requires.Program("dotnet", "no .NET SDK on the PATH: install it.");
        Requires.That(Path.Exists(Clone.File(".git")), "no git repository: build in a clone.");
        using var folder = new TemporaryFolder();
        var first = await BuildAsync(dotnet, folder.File("first"));
        var second = await BuildAsync(dotnet, folder.File("elsewhere/second"));
        second.ShouldBe(first);
    }

    private static async Task<IReadOnlyDictionary<string, string>> BuildAsync(string dotnet, string folder)
    {
        await Run("git", "clone", "--quiet", Clone.Root, folder);
        await Run(
            dotnet,
            "build",
            Path.Combine(folder, "src", "Assay"),
            "--configuration",
            "Release",
            "-p:CSharpier_Bypass=true"
        );
        var output = Path.Combine(folder, "src", "Assay", "bin", "Release", "net10.0");
        return ((string[])["assay.dll", "Assay.Core.dll", "Assay.Toolkit.dll", "churn-train.dll"]).ToDictionary(
            name => name,
            name => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(output, name))))
        );
    }

    private static async Task Run(string program, params string[] arguments)
    {
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(variables =>
                variables.Set("CI", "true").Set("MSBUILDDISABLENODEREUSE", "1").Set("UseSharedCompilation", "false")
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, result.StandardOutput + result.StandardError);
    }
}
