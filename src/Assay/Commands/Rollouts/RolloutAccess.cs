using System.Collections.Immutable;
using System.Net;
using Assay.Commands.Serving;
using Assay.Core.Names;
using Assay.Core.Rollouts;
using Assay.Core.Runs;
using Assay.Engine;
using Assay.Git;
using Assay.Settings;
using Assay.Targets;
using Assay.Targets.Docker;
using Assay.Targets.Processes;
using Assay.Toolkit;

namespace Assay.Commands.Rollouts;

/// <summary>The registry, a model's targets, and who works on them.</summary>
/// <param name="Registry">The registry.</param>
/// <param name="Settings">The model as assay.yml declares it.</param>
/// <param name="Context">The command.</param>
/// <param name="IsHurried">Whether to do without the remote when it does not answer soon.</param>
internal sealed record RolloutAccess(
    RegistryAccess Registry,
    ModelSettings Settings,
    CommandContext Context,
    bool IsHurried = false
)
{
    private static readonly IPEndPoint DefaultListen = new(IPAddress.Loopback, 8080);

    /// <summary>Where assay.yml declares the model; else null, and there is no target.</summary>
    public static RolloutAccess? Of(RegistryAccess registry, CommandContext context, string model, bool hurried) =>
        File.Exists(Path.Combine(registry.Repository.Root, SettingsFile.Name))
        && SettingsFile.Read(registry.Repository.Root).Models.TryGetValue(model, out var settings)
            ? new RolloutAccess(registry, settings, context, hurried)
            : null;

    /// <summary>The target of that name.</summary>
    /// <exception cref="InputError">when the model has none, with the nearest.</exception>
    public TargetSettings Target(string name)
    {
        if (Settings.Deploy is not { } deploy)
        {
            throw new InputError(
                $"{Settings.Name} has no targets: name one under models.{Settings.Name}.deploy.targets, for example "
                    + "'prod: { kind: docker, stage: prod }'",
                new SourceLocation(SettingsFile.Name)
            );
        }

        if (deploy.Targets.TryGetValue(name, out var target))
        {
            return target;
        }

        string[] known = [.. deploy.Targets.Keys];
        var nearest = NearestName.Of(name, known) is { } near ? $" Did you mean '{near}'?" : "";
        throw new InputError(
            $"{Settings.Name} has no target {Quoted.Value(name)}; its targets are {Quoted.List(known)}.{nearest}",
            new SourceLocation(SettingsFile.Name)
        );
    }

    /// <summary>
    /// The targets that a stage follows. Of a kind that is not driven yet only the stage moves, as it would without the target;
    /// that is said.
    /// </summary>
    public ImmutableArray<TargetSettings> TargetsOf(string stage)
    {
        var all = Settings.Deploy?.Targets.Values.Where(target => target.Stage == stage).ToLookup(IsDriven);
        foreach (var target in all?[false] ?? [])
        {
            Context.Runner.Warning(
                $"target {target.Name} is of kind {KebabCase.Of(target.Kind)}, which this version does not drive yet: what serves there stays as it is",
                target.LocationOf(nameof(TargetSettings.Kind))
            );
        }

        return [.. all?[true] ?? []];
    }

    /// <summary>The journal of the model's rollouts to a target.</summary>
    public RolloutJournal Journal(TargetSettings target) =>
        new(Registry.Ledger.Store, target.Name, Settings.Name, text => Context.Runner.Warning(text), IsHurried);

    /// <summary>The way to a target.</summary>
    /// <exception cref="InputError">when its kind is not driven yet.</exception>
    /// <exception cref="OperationError">when there is no way to it.</exception>
    public async Task<GatewayTarget> OpenAsync(TargetSettings target, CancellationToken cancellationToken) =>
        target.Kind switch
        {
            TargetKind.Process => new GatewayTarget(Processes(target)),
            TargetKind.Docker => new GatewayTarget(await DockerAsync(target, cancellationToken).ConfigureAwait(false)),
            _ => throw new InputError(
                $"target {target.Name} is of kind {KebabCase.Of(target.Kind)}, which this version does not drive yet; kinds docker and process are",
                target.LocationOf(nameof(TargetSettings.Kind))
            ),
        };

    private static bool IsDriven(TargetSettings target) => target.Kind is TargetKind.Docker or TargetKind.Process;

    private static IPEndPoint ListenOf(TargetSettings target) =>
        target.Listen is { } text ? IPEndPoint.Parse(text) : DefaultListen;

    private ProcessHost Processes(TargetSettings target) =>
        new(
            new ProcessHostSettings(
                Path.Combine(
                    Registry.Repository.CommonDirectory,
                    "assay",
                    "targets",
                    RefNames.Segment(target.Name),
                    RefNames.Segment(Settings.Name)
                ),
                ListenOf(target),
                ServingProgram.Path,
                ServingProgram.Variables(Context.Environment),
                PrepareAsync
            ),
            Context.Clock,
            Context.Random
        );

    private async Task<DockerHost> DockerAsync(TargetSettings target, CancellationToken cancellationToken)
    {
        var variables = target.Host is { } host
            ? Context.Environment.Variables.SetItem("DOCKER_HOST", host)
            : Context.Environment.Variables;
        var engine = await DockerEngine
            .ConnectAsync(variables, $"target {target.Name} is one", null, cancellationToken)
            .ConfigureAwait(false);
        return new DockerHost(
            engine,
            new DockerHostSettings(
                target.Name,
                Settings.Name,
                ListenOf(target),
                RegistryLogin.Read(Context.Environment.Variables)
            ),
            Context.Random,
            text => Context.Runner.Info(text)
        );
    }

    private async Task PrepareAsync(RolloutVersion version, string folder, CancellationToken cancellationToken)
    {
        var runs = await Registry.Ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var run =
            runs.FirstOrDefault(r => r.Id == version.Run)
            ?? throw new OperationError($"the run {version.Run} of {version.Version} is not in the ledger");
        await ServableFolder
            .MakeAsync(
                Registry.Ledger,
                Registry.Repository.Root,
                Settings,
                run,
                version.Version.ToString(),
                Directory.CreateDirectory(folder).FullName,
                Context.Random,
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
