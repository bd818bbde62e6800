using Assay.Training.Checkout;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.Tests.Training;

public sealed class CheckoutCredentialTests : IDisposable
{
    private const string Header = "AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46czNjcmV0";
    private readonly TemporaryWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task The_token_that_a_checkout_left_is_gone_while_user_code_runs_and_back_after()
    {
        await GitAsync("init", "--quiet");
        await GitAsync("config", "http.https://github.com/.extraheader", Header);
        await GitAsync("remote", "add", "origin", "https://user:s3cret@github.com/a/b.git");
        var before = await File.ReadAllBytesAsync(_workspace[".git/config"], Stop);

        var credentials = await CheckoutCredentials.HideAsync(_workspace.Path, Stop);

        credentials.Count.ShouldBe(1);
        (await File.ReadAllTextAsync(_workspace[".git/config"], Stop)).ShouldNotContain("s3cret");
        (await GitAsync("config", "--list")).ShouldNotContain("extraheader");
        (await GitAsync("remote", "get-url", "origin")).ShouldBe("https://github.com/a/b.git\n");
        credentials.Restore().ShouldBeFalse();
        (await File.ReadAllBytesAsync(_workspace[".git/config"], Stop)).ShouldBe(before);
    }

    [Fact]
    public async Task Files_that_the_configuration_includes_are_emptied_too()
    {
        await GitAsync("init", "--quiet");
        _workspace.Write("temp/git-credentials.config", $"[http \"https://github.com/\"]\n\textraheader = {Header}\n");
        await GitAsync(
            "config",
            $"includeIf.gitdir:{_workspace[".git"]}.path",
            _workspace["temp/git-credentials.config"]
        );

        var credentials = await CheckoutCredentials.HideAsync(_workspace.Path, Stop);

        (await File.ReadAllTextAsync(_workspace["temp/git-credentials.config"], Stop)).ShouldBeEmpty();
        credentials.Restore();
        (await GitAsync("config", "http.https://github.com/.extraheader")).ShouldBe(Header + "\n");
    }

    [Fact]
    public async Task Submodules_are_looked_at_too()
    {
        await GitAsync("init", "--quiet");
        _workspace.Write(".git/modules/lib/config", $"[http \"https://github.com/\"]\n\textraheader = {Header}\n");

        await CheckoutCredentials.HideAsync(_workspace.Path, Stop);

        (await File.ReadAllTextAsync(_workspace[".git/modules/lib/config"], Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_private_key_that_the_checkout_left_is_emptied_too()
    {
        await GitAsync("init", "--quiet");
        _workspace.Write("temp/key", "s3cret");
        await GitAsync("config", "core.sshCommand", $"ssh -i \"{_workspace["temp/key"]}\"");

        var credentials = await CheckoutCredentials.HideAsync(_workspace.Path, Stop);

        (await File.ReadAllTextAsync(_workspace["temp/key"], Stop)).ShouldBeEmpty();
        credentials.Restore();
        (await File.ReadAllTextAsync(_workspace["temp/key"], Stop)).ShouldBe("s3cret");
    }

    [Fact]
    public async Task A_configuration_that_the_training_changed_is_put_back_and_told()
    {
        await GitAsync("init", "--quiet");
        await GitAsync("config", "http.extraheader", Header);
        var credentials = await CheckoutCredentials.HideAsync(_workspace.Path, Stop);

        await GitAsync("config", "core.fsmonitor", "/tmp/evil");

        credentials.Restore().ShouldBeTrue();
        (await GitAsync("config", "--list")).ShouldNotContain("fsmonitor");
    }

    [Fact]
    public async Task A_configuration_without_credentials_is_not_touched()
    {
        await GitAsync("init", "--quiet");
        var before = File.GetLastWriteTimeUtc(_workspace[".git/config"]);

        (await CheckoutCredentials.HideAsync(_workspace.Path, Stop)).Count.ShouldBe(0);

        File.GetLastWriteTimeUtc(_workspace[".git/config"]).ShouldBe(before);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task<string> GitAsync(params string[] arguments) =>
        (
            await Cli.Wrap("git").WithArguments(["-C", _workspace.Path, .. arguments]).ExecuteBufferedAsync()
        ).StandardOutput;
}
