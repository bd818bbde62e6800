using System.Net;
using Assay.Core.Runs;
using Assay.Engine;
using Assay.Toolkit;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>Runs the command in a container of its own, which is removed afterwards.</summary>
/// <param name="engine">The engine.</param>
/// <param name="image">The image.</param>
/// <param name="setup">What prepares the environment, in the same container, before the command.</param>
/// <param name="outputs">Files and folders that the command writes, from the repository's root.</param>
/// <param name="hostName">This machine's name, which in a container is the container's id.</param>
/// <param name="clock">Time.</param>
internal sealed class ContainerRunner(
    DockerEngine engine,
    TrainingImage image,
    UserCommand? setup,
    IReadOnlyCollection<string> outputs,
    string hostName,
    TimeProvider clock
) : ITrainingRunner
{
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(30);

    /// <summary>Files and folders that are copied out too where there is no disk in common, though they may be there before.</summary>
    public IReadOnlyCollection<string> Fetched { get; init; } = [];

    public async Task<TrainingEnd> RunAsync(TrainingJob job, Action<OutputLine> output, CancellationToken cancellation)
    {
        var plan = new ContainerPlan(
            job,
            image,
            setup,
            engine.IsRootless ? new(0, 0) : WorkspaceOwner.Of(job.Workspace)
        );
        try
        {
            return await RunAsync(plan, output, cancellation);
        }
        catch (Exception failure)
            when (DockerEngine.IsEngineFailure(failure) && failure is not OperationCanceledException)
        {
            throw new OperationError(
                $"the Docker engine failed during the training: {DockerEngine.Said(failure)}",
                failure
            );
        }
    }

    private async Task<TrainingEnd> RunAsync(
        ContainerPlan plan,
        Action<OutputLine> output,
        CancellationToken cancellation
    )
    {
        var archive = new WorkspaceArchive(engine, plan, outputs);
        var container = await CreateAsync(plan, archive, cancellation);
        try
        {
            if (!plan.Owner.IsRoot)
            {
                await archive.MakeHomeAsync(container.Id, cancellation);
            }

            var end = await RunAsync(container, plan, output, cancellation);
            if (!container.SharesDisk)
            {
                await archive.CopyOutAsync(container.Id, [.. outputs, .. Fetched], CancellationToken.None);
            }

            return end;
        }
        finally
        {
            await RemoveAsync(container.Id);
        }
    }

    private async Task<Created> CreateAsync(
        ContainerPlan plan,
        WorkspaceArchive archive,
        CancellationToken cancellation
    )
    {
        var hostPath = await OwnContainer.HostPathAsync(engine, plan.Job.Workspace, hostName, cancellation);
        if (hostPath is not null && await TryCreateAsync(plan, hostPath, cancellation) is { } shared)
        {
            if (await SharedDisk.IsSeenAsync(engine, plan, shared, cancellation))
            {
                return new Created(shared, SharesDisk: true);
            }

            await RemoveAsync(shared);
        }

        var parameters = plan.Parameters(hostPath: null);
        var alone = await engine.Client.Containers.CreateContainerAsync(parameters, cancellation);
        await archive.CopyInAsync(alone.ID, cancellation);
        return new Created(alone.ID, SharesDisk: false);
    }

    private async Task<string?> TryCreateAsync(ContainerPlan plan, string hostPath, CancellationToken cancellation)
    {
        try
        {
            var parameters = plan.Parameters(hostPath);
            return (await engine.Client.Containers.CreateContainerAsync(parameters, cancellation)).ID;
        }
        catch (DockerApiException noSuchFolder)
            when (noSuchFolder.StatusCode == HttpStatusCode.BadRequest
                && noSuchFolder.Message.Contains("bind source path does not exist", StringComparison.Ordinal)
            )
        {
            return null;
        }
    }

    private async Task<TrainingEnd> RunAsync(
        Created container,
        ContainerPlan plan,
        Action<OutputLine> output,
        CancellationToken cancellation
    )
    {
        var setupDone = setup is null;
        var attach = new ContainerAttachParameters
        {
            Stream = true,
            Stdout = true,
            Stderr = true,
        };
        using var stream = await engine.Client.Containers.AttachContainerAsync(container.Id, attach, cancellation);
        using var watching = new CancellationTokenSource();
        var reading = ContainerOutput.ReadAsync(stream, Hear);
        var started = clock.GetTimestamp();
        cancellation.ThrowIfCancellationRequested();
        await engine.Client.Containers.StartContainerAsync(container.Id, new(), CancellationToken.None);
        var usage = new ContainerUsage();
        var watch = WatchAsync(container.Id, usage, watching.Token);
        var reason = await WaitAsync(container.Id, plan.Job, reading, cancellation);
        var wall = clock.GetElapsedTime(started);
        await watching.CancelAsync();
        await watch;
        await reading.WaitAsync(LastLines, clock, CancellationToken.None);

        var state = (await engine.Client.Containers.InspectContainerAsync(container.Id, CancellationToken.None)).State!;
        var code = (int)state.ExitCode;
        return new TrainingEnd(
            reason == EndReason.Exited && state.OOMKilled ? EndReason.OutOfMemory : reason,
            code,
            code is > 128 and <= 192 ? code - 128 : null,
            new ResourceUse(wall.TotalSeconds, usage.CpuSeconds, usage.PeakMemoryBytes)
        )
        {
            SetupFailed = !setupDone,
        };

        void Hear(OutputLine line)
        {
            if (!setupDone && line.IsError && line.Text == plan.SetupDone)
            {
                setupDone = true;
            }
            else
            {
                output(line);
            }
        }
    }

    private async Task<EndReason> WaitAsync(
        string container,
        TrainingJob job,
        Task reading,
        CancellationToken cancellation
    )
    {
        using var limit = job.Timeout is { } timeout
            ? new CancellationTokenSource(timeout, clock)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var ended = engine.Client.Containers.WaitContainerAsync(container, either.Token);
            if (await Task.WhenAny(ended, reading) == reading)
            {
                // A listener that failed would leave the command blocked; a container that ended closes its streams first.
                await reading;
            }

            await ended;
            return EndReason.Exited;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            var stop = new ContainerStopParameters { WaitBeforeKillSeconds = (uint)job.Grace.TotalSeconds };
            await engine.Client.Containers.StopContainerAsync(container, stop, CancellationToken.None);
            return cancellation.IsCancellationRequested ? EndReason.Interrupted : EndReason.TimedOut;
        }
    }

    private async Task WatchAsync(string container, ContainerUsage usage, CancellationToken until)
    {
        try
        {
            var stats = new ContainerStatsParameters { Stream = true };
            await engine.Client.Containers.GetContainerStatsAsync(container, stats, usage, until);
        }
        catch (Exception ended) when (DockerEngine.IsEngineFailure(ended))
        {
            // What it used is good to know and no reason to fail.
            return;
        }
    }

    private async Task RemoveAsync(string container)
    {
        var force = new ContainerRemoveParameters { Force = true, RemoveVolumes = true };
        await engine.Client.Containers.RemoveContainerAsync(container, force, CancellationToken.None);
    }

    private sealed record Created(string Id, bool SharesDisk);
}
