using System.Collections.Immutable;
using Assay.EndToEnd.Machine;
using Assay.Engine;
using Assay.Training;
using Assay.Training.Containers;
using CliWrap;
using DockerEngine = Assay.EndToEnd.Machine.DockerEngine;

namespace Assay.EndToEnd.Training;

/// <summary>One training in a container of the machine's engine, in a workspace of its own.</summary>
internal sealed class ContainerTraining(DockerEngine machine) : IAsyncDisposable
{
    private readonly string _run = Guid.NewGuid().ToString("N");
    private string? _otherContainer;

    public TemporaryFolder Workspace { get; } = new();

    /// <summary>What it printed.</summary>
    public List<OutputLine> Lines { get; } = [];

    public IEnumerable<string> Texts => Lines.Select(l => l.Text);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<TrainingEnd> RunAsync(
        string line,
        Dictionary<string, string>? variables = null,
        TimeSpan? timeout = null,
        UserCommand? setup = null,
        Action<string>? heard = null,
        CancellationToken? cancellation = null,
        bool sharedDisk = true
    ) => RunAsync(UserCommand.OfShell(line), variables, timeout, setup, heard, cancellation, sharedDisk);

    public async Task<TrainingEnd> RunAsync(
        UserCommand command,
        Dictionary<string, string>? variables = null,
        TimeSpan? timeout = null,
        UserCommand? setup = null,
        Action<string>? heard = null,
        CancellationToken? cancellation = null,
        bool sharedDisk = true
    )
    {
        var name = await machine.DebianAsync();
        var noLogins = RegistryLogin.Read(new Dictionary<string, string>());
        using var engine = await TrainingImage.EngineAsync(
            new Dictionary<string, string> { ["DOCKER_HOST"] = machine.Endpoint },
            Stop
        );
        var image = await TrainingImage.GetAsync(engine, name, noLogins, _ => { }, Stop);
        var host = sharedDisk ? Environment.MachineName : await OtherContainerAsync();
        var runner = new ContainerRunner(engine, image, setup, ["out"], host, TimeProvider.System);
        return await runner.RunAsync(
            new TrainingJob
            {
                Command = command,
                Workspace = Workspace.Path,
                Folder = Workspace.Path,
                Environment = (variables ?? [])
                    .Append(new("ASSAY_RUN_ID", _run))
                    .ToImmutableSortedDictionary(StringComparer.Ordinal),
                Timeout = timeout,
                Grace = TimeSpan.FromSeconds(1),
            },
            line =>
            {
                heard?.Invoke(line.Text);
                Lines.Add(line);
            },
            cancellation ?? Stop
        );
    }

    /// <summary>Containers of the run that are still there.</summary>
    public Task<string> ContainersAsync() =>
        machine.DockerAsync(["ps", "--all", "--quiet", "--filter", $"label={ContainerPlan.Label}={_run}"]);

    public Task GitAsync(params string[] arguments) =>
        Cli.Wrap("git").WithArguments(["-C", Workspace.Path, .. arguments]).ExecuteAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        if (_otherContainer is not null)
        {
            await machine.DockerAsync(["rm", _otherContainer]);
        }
    }

    // As if we ran in a container whose mounts do not hold the workspace.
    private async Task<string> OtherContainerAsync()
    {
        _otherContainer = (await machine.DockerAsync(["create", await machine.DebianAsync(), "true"])).Trim();
        return _otherContainer[..12];
    }
}
