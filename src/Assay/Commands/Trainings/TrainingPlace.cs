using Assay.Core.Runs;
using Assay.Engine;
using Assay.Training;
using Assay.Training.Containers;
using Assay.Training.Setup;

namespace Assay.Commands.Trainings;

/// <summary>Where a training runs: in the job itself, or in a container of an image.</summary>
internal sealed class TrainingPlace : IDisposable
{
    private readonly CommandContext _context;
    private readonly TrainRequest _request;
    private readonly DockerEngine? _engine;
    private readonly TrainingImage? _image;

    private TrainingPlace(CommandContext context, TrainRequest request, DockerEngine? engine, TrainingImage? image) =>
        (_context, _request, _engine, _image) = (context, request, engine, image);

    public bool IsContainer => _image is not null;

    /// <summary>The machine as the run records it.</summary>
    public MachineState Machine => _image is null ? Training.Machine.Read() : _image.Machine(_engine!);

    /// <summary>What the fingerprint knows of it: the image, or the system and the interpreter.</summary>
    public string Environment =>
        _image?.Id
        ?? string.Join(
            ' ',
            OperatingSystem.IsWindows() ? "windows"
                : OperatingSystem.IsMacOS() ? "macos"
                : "linux",
            Machine.Architecture,
            Interpreter.Of(_request.Command, _request.Folder, _context.Environment.Variable("PATH") ?? "")
        );

    public static async Task<TrainingPlace> FindAsync(
        CommandContext context,
        TrainRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Image is not { } name)
        {
            return new TrainingPlace(context, request, null, null);
        }

        var variables = context.Environment.Variables;
        var engine = await TrainingImage.EngineAsync(variables, cancellationToken).ConfigureAwait(false);
        var login = RegistryLogin.Read(variables);
        var image = await TrainingImage
            .GetAsync(engine, name, login, context.Runner.Info, cancellationToken)
            .ConfigureAwait(false);
        return new TrainingPlace(context, request, engine, image);
    }

    /// <summary>Runs the training command, in a container with its setup before it.</summary>
    public ITrainingRunner Trainer() => Runner(_request.Outputs, fetched: []);

    /// <summary>Runs <c>data.fetch</c>, in a container with the setup before it.</summary>
    public ITrainingRunner Fetcher() => Runner(outputs: [], _request.Fetched);

    public void Dispose() => _engine?.Dispose();

    private ITrainingRunner Runner(IReadOnlyCollection<string> outputs, IReadOnlyCollection<string> fetched) =>
        _image is null
            ? new JobRunner(_context.Clock)
            : new ContainerRunner(
                _engine!,
                _image,
                _request.Setup,
                outputs,
                _context.Environment.MachineName,
                _context.Clock
            )
            {
                Fetched = fetched,
            };
}
