using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Actions;

/// <summary>A shallow checkout of the demo's repository on a git server, as actions/checkout leaves one: in churn/churn of a folder.</summary>
internal static class DemoCheckout
{
    /// <summary>Makes it.</summary>
    public static async Task<TemporaryFolder> MakeAsync(GitServer server, DemoProject demo)
    {
        var remote = await server.CreateRepositoryAsync();
        Requires.That(remote.BridgeUrl is not null, "no bridge docker0 between this machine and containers");
        await GitAsync(await demo.SharedAsync(), "push", "--quiet", "--mirror", remote.Folder);
        var folder = new TemporaryFolder();
        var header = GitServerRepository.AuthorizationHeader("x-access-token");
        var host = remote.BridgeUrl.GetLeftPart(UriPartial.Authority);
        await GitAsync(
            folder.Path,
            "clone",
            "--quiet",
            "--depth=1",
            $"--config=http.{host}/.extraheader={header}",
            remote.BridgeUrl.ToString(),
            folder.File("churn/churn")
        );
        return folder;
    }

    private static async Task GitAsync(string folder, params string[] arguments)
    {
        var result = await Cli.Wrap("git")
            .WithArguments(["-C", folder, .. arguments])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, result.StandardError);
    }
}
