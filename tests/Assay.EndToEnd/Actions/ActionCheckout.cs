using Assay.EndToEnd.Examples;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Actions;

/// <summary>
/// The iris example on a git server, and a checkout of it as actions/checkout leaves it: with the job's token as a header in
/// the repository's configuration, and owned by the runner's user, who is not the container's.
/// </summary>
internal sealed class ActionCheckout : IDisposable
{
    /// <summary>What the token's header is made of.</summary>
    public static readonly string Token = GitServerRepository.AuthorizationHeader("x-access-token").Split(' ')[^1];

    private const string PrivateRepository = """{"repository":{"private":true,"default_branch":"main"}}""";
    private readonly TemporaryFolder _work = new();
    private readonly IrisRepository _desk;
    private readonly int? _owner;

    private ActionCheckout(IrisRepository desk, GitServerRepository remote, int? owner) =>
        (_desk, Remote, _owner) = (desk, remote, owner);

    public GitServerRepository Remote { get; }

    public string Workspace => _work.File("iris/iris");

    /// <summary>RUNNER_TOOL_CACHE: where setup actions put interpreters.</summary>
    public string ToolCache => _work.File("tools");

    /// <param name="server">The git server.</param>
    /// <param name="image">The image that assay.yml names for the training, or null for none.</param>
    /// <param name="owner">The user that the checkout belongs to, or null for the tests' own.</param>
    public static async Task<ActionCheckout> MakeAsync(GitServer server, string? image = null, int? owner = null)
    {
        var desk = await IrisRepository.MakeAsync();
        var remote = await server.CreateRepositoryAsync();
        Requires.That(remote.BridgeUrl is not null, "no bridge docker0 between this machine and containers");
        var checkout = new ActionCheckout(desk, remote, owner);
        if (image is not null)
        {
            var settings = await File.ReadAllTextAsync(desk.File("assay.yml"));
            await File.WriteAllTextAsync(
                desk.File("assay.yml"),
                settings.Replace("      command:", $"      image: {image}\n      command:", StringComparison.Ordinal)
            );
            await desk.CommitAsync("Train in a container");
        }

        await checkout.CheckOutAsync();
        return checkout;
    }

    /// <summary>A person changes the regularisation on main, and the next job checks that out anew.</summary>
    public async Task RegulariseAsync(string c)
    {
        await File.WriteAllTextAsync(_desk.File("params.json"), $$"""{ "C": {{c}}, "seed": 1 }""");
        await _desk.CommitAsync($"C = {c}");
        await CheckOutAsync();
    }

    /// <summary>A step of the job.</summary>
    /// <param name="action">The action.</param>
    /// <param name="inputs">Its inputs beside the model, each NAME=VALUE.</param>
    public ActionStep Step(string action, params string[] inputs) =>
        new(action, Workspace)
        {
            With = inputs
                .Prepend("model=iris")
                .Select(input => input.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1]),
            EventJson = PrivateRepository,
        };

    public string PathOf(string path) => Path.Combine(Workspace, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>Git in the bare repository, as everybody sees what was pushed.</summary>
    public Task<string> OnServerAsync(params string[] arguments) => GitAsync(Remote.Folder, arguments);

    public Task<string> InWorkspaceAsync(params string[] arguments) => GitAsync(Workspace, arguments);

    public void Dispose()
    {
        _work.Dispose();
        _desk.Dispose();
    }

    private async Task CheckOutAsync()
    {
        await _desk.PushAsync(Remote, "main");
        if (Directory.Exists(Workspace))
        {
            Directory.Delete(Workspace, recursive: true);
        }

        Directory.CreateDirectory(Workspace);
        await InWorkspaceAsync("init", "--quiet");
        await InWorkspaceAsync("remote", "add", "origin", Remote.BridgeUrl!.ToString());
        var host = Remote.BridgeUrl.GetLeftPart(UriPartial.Authority);
        await InWorkspaceAsync("config", $"http.{host}/.extraheader", $"AUTHORIZATION: basic {Token}");
        await InWorkspaceAsync(
            "fetch",
            "--quiet",
            "--no-tags",
            "--depth=1",
            "origin",
            "+HEAD:refs/remotes/origin/main"
        );
        await InWorkspaceAsync("checkout", "--quiet", "--force", "-B", "main", "refs/remotes/origin/main");
        if (_owner is { } user)
        {
            await Cli.Wrap("chown").WithArguments(["-R", $"{user}:{user}", _work.File("iris")]).ExecuteAsync();
        }
    }

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var result = await Cli.Wrap("git")
            .WithArguments(["-C", folder, "-c", "safe.directory=*", .. arguments])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}\n{result.StandardError}");
        return result.StandardOutput.TrimEnd('\n');
    }
}
