using System.ComponentModel;
using Assay.Core.Runs;
using Assay.Toolkit;
using Assay.Training.Processes;

namespace Assay.Training;

/// <summary>Runs the command in the job itself: its shell, its Python, its GPU.</summary>
internal sealed class JobRunner(TimeProvider clock) : ITrainingRunner
{
    /// <summary>The variable by which processes that left their session are recognized.</summary>
    private const string Marker = "ASSAY_RUN_ID";

    /// <summary>A process that cannot be killed may hold the streams open after all else has ended.</summary>
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(30);

    public async Task<TrainingEnd> RunAsync(TrainingJob job, Action<OutputLine> output, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var started = clock.GetTimestamp();
        using var process = Start(job);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAsync(process, output, stop);
        var (exit, reason) = await WaitAsync(process, job, stop.Token);
        await reading.WaitAsync(LastLines, clock, CancellationToken.None);
        return new TrainingEnd(
            reason,
            exit.Code,
            exit.Signal,
            new ResourceUse(clock.GetElapsedTime(started).TotalSeconds, exit.CpuSeconds, exit.PeakMemoryBytes),
            exit.LeftRunning
        );
    }

    // A listener that fails would leave the command blocked on a full pipe: it is stopped instead.
    private static async Task ReadAsync(IChildProcess process, Action<OutputLine> output, CancellationTokenSource stop)
    {
        var done = false;
        try
        {
            await OutputReader.ReadAsync(process.Output, process.Error, output);
            done = true;
        }
        finally
        {
            if (!done)
            {
                await stop.CancelAsync();
            }
        }
    }

    private async Task<(ProcessExit Exit, EndReason Reason)> WaitAsync(
        IChildProcess process,
        TrainingJob job,
        CancellationToken cancellation
    )
    {
        using var limit = job.Timeout is { } timeout
            ? new CancellationTokenSource(timeout, clock)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var exit = process.WaitAsync();
        if (await EndsAsync(exit, either.Token))
        {
            return (await exit, EndReason.Exited);
        }

        var reason = cancellation.IsCancellationRequested ? EndReason.Interrupted : EndReason.TimedOut;
        process.Terminate();
        using var grace = new CancellationTokenSource(job.Grace, clock);
        while (!await EndsAsync(exit, grace.Token))
        {
            process.Kill();
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, CancellationToken.None);
        }

        return (await exit, reason);
    }

    private static async Task<bool> EndsAsync(Task exit, CancellationToken until)
    {
        await exit.WaitAsync(until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exit.IsCompleted;
    }

    private static IChildProcess Start(TrainingJob job)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? WindowsProcess.Start(job.Command, job.Folder, job.Environment)
                : UnixProcess.Start(
                    job.Command.UnixArguments,
                    job.Folder,
                    job.Environment,
                    $"{Marker}={job.Environment[Marker]}"
                );
        }
        catch (Win32Exception missing) when (missing.NativeErrorCode == 2)
        {
            throw new InputError(
                $"the program of '{job.Command}' was not found on PATH or in '{job.Folder}'. "
                    + "Install it before this step, or write the command as a shell line"
            );
        }
        catch (Win32Exception refused)
        {
            throw new OperationError($"'{job.Command}' cannot be started: {refused.Message}", refused);
        }
    }
}
