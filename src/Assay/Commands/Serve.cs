using Assay.Commands.Serving;
using Assay.Core.Names;
using Assay.Core.Serving;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay serve</c>: the model server of this machine, in the foreground.</summary>
internal static class Serve
{
    private static readonly Input<string> Model = Input.RequiredText(
        "model",
        "Name of the model in assay.yml, or a folder with model.json"
    );

    private static readonly Input<string?> Wanted = Input.Text(
        "version",
        "The version; the greatest registered one when left out"
    );

    private static readonly Input<int?> MaxRows = ServingOptions.Number(
        "max-rows",
        "Rows of the largest request",
        "10,000"
    );
    private static readonly Input<int?> Queue = ServingOptions.Number("queue", "Requests that may wait", "1,024");
    private static readonly Input<int?> Runners = ServingOptions.Number(
        "runners",
        "Requests that the model answers at once",
        "one a processor"
    );

    public static Command Command { get; } =
        new("serve", "Serve a model's version over HTTP", RunAsync)
        {
            Description =
                "Runs in the foreground until Ctrl-C or SIGTERM, and lets requests under way end; docs/serving.md has the "
                + "requests. No verdict is asked for: it is to try a version, and what runs in production is rolled out.",
            Inputs = [Model, Wanted, MaxRows, Queue, Runners, .. ServingOptions.All],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (model, version) = (context.Inputs.Get(Model), context.Inputs.Get(Wanted));
        var folder = context.Environment.FullPath(model);
        if (File.Exists(Path.Combine(folder, ServedModel.FileName)))
        {
            return version is null
                ? await ServeAsync(context, folder, cancellationToken).ConfigureAwait(false)
                : throw new InputError(
                    $"--model {Quoted.Value(model)} is a folder, which holds one version: leave --version out"
                );
        }

        using var scratch = new ScratchFolder(context.Environment.TempDirectory, context.Random);
        var servable = await MakeAsync(context, model, VersionInput.Read(version), scratch, cancellationToken)
            .ConfigureAwait(false);
        return await ServeAsync(context, servable.Folder, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ServableFolder> MakeAsync(
        CommandContext context,
        string model,
        Core.Registry.SemanticVersion? wanted,
        ScratchFolder scratch,
        CancellationToken cancellationToken
    )
    {
        var ledger = await RunLedger.OpenToReadAsync(context, cancellationToken).ConfigureAwait(false);
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var settings = DeclaredModel.Find(SettingsFile.Read(repository.Root), model);
        var registry = await RunLedger.ReadRegistryAsync(ledger, context, cancellationToken).ConfigureAwait(false);
        var version = RegistryNames.Version(registry, settings.Name, wanted);
        var summary = await ledger
            .FindAsync(version.Model, version.Run.ToString(), cancellationToken)
            .ConfigureAwait(false);
        return await ServableFolder
            .MakeAsync(
                ledger,
                repository.Root,
                settings,
                summary,
                version.Version.ToString(),
                scratch.In("model"),
                context.Random,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static Task<ExitCode> ServeAsync(
        CommandContext context,
        string folder,
        CancellationToken cancellationToken
    ) =>
        ServingProcess.RunAsync(
            [
                "serve",
                "--model",
                folder,
                .. ServingOptions.Given(context.Inputs, [MaxRows, Queue, Runners, .. ServingOptions.All]),
            ],
            context,
            cancellationToken
        );
}
