using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Assay.Toolkit;

namespace Assay.Training.Processes;

/// <summary>A child in a session of its own, so that one signal reaches all of it and no terminal reaches it.</summary>
internal sealed class UnixProcess : IChildProcess
{
    private readonly AnonymousPipeServerStream _output = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeServerStream _error = new(PipeDirection.In, HandleInheritability.None);
    private readonly string _marker;
    private readonly int _pid;
    private readonly PeakMemory _memory;
    private readonly Task<ProcessExit> _exit;

    private UnixProcess(
        IReadOnlyList<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string marker
    )
    {
        _marker = marker;
        _pid = Spawn(arguments, folder, environment);
        _memory = new PeakMemory(_pid, marker);
        _output.DisposeLocalCopyOfClientHandle();
        _error.DisposeLocalCopyOfClientHandle();
        _exit = Task.Factory.StartNew(
            Wait,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    public Stream Output => _output;

    public Stream Error => _error;

    /// <param name="arguments">Program, found on PATH, and its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">All that its environment holds.</param>
    /// <param name="marker">NAME=value of its environment by which descendants that left its session are recognized.</param>
    public static UnixProcess Start(
        IReadOnlyList<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string marker
    ) => new(arguments, folder, environment, marker);

    public Task<ProcessExit> WaitAsync() => _exit;

    public void Terminate() => Signal(Libc.SigTerm);

    public void Kill() => Signal(Libc.SigKill);

    public void Dispose()
    {
        _memory.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private void Signal(int signal)
    {
        // The leader stays a zombie until Wait is done, so the number is still ours.
        if (!_exit.IsCompleted)
        {
            _ = Libc.Kill(-_pid, signal);
            Descendants.Signal(_pid, _marker, signal);
        }
    }

    private ProcessExit Wait()
    {
        var info = new byte[Libc.OpaqueSize];
        while (Libc.WaitId(Libc.WaitForPid, _pid, info, Libc.WaitExitedKeepZombie) != 0 && Interrupted()) { }

        var left = Descendants.End(_pid, _marker);
        int status;
        Libc.ResourceUsage usage;
        while (Libc.Wait4(_pid, out status, 0, out usage) != _pid)
        {
            if (!Interrupted())
            {
                throw new OperationError(
                    "the training command's exit code was lost: this program was started with SIGCHLD ignored. "
                        + "Start it without that (for example: sh -c 'trap - CHLD; exec assay …')"
                );
            }
        }

        var peak = _memory.Bytes(usage.PeakBytes);
        var signal = status & 0x7F;
        return signal == 0
            ? new ProcessExit(status >> 8 & 0xFF, null, usage.CpuSeconds, peak, left)
            : new ProcessExit(128 + signal, signal, usage.CpuSeconds, peak, left);
    }

    private int Spawn(IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var actions = new byte[Libc.OpaqueSize];
        var attributes = new byte[Libc.OpaqueSize];
        using var strings = new NativeStrings();
        using var nothing = File.OpenHandle("/dev/null");
        _ = Libc.InitActions(actions);
        _ = Libc.InitAttributes(attributes);
        try
        {
            Check(Libc.AddDuplicate(actions, (int)nothing.DangerousGetHandle(), 0), folder);
            Check(Libc.AddDuplicate(actions, (int)_output.ClientSafePipeHandle.DangerousGetHandle(), 1), folder);
            Check(Libc.AddDuplicate(actions, (int)_error.ClientSafePipeHandle.DangerousGetHandle(), 2), folder);
            Check(Libc.AddFolder(actions, strings.Add(folder)), folder);
            SetSignals(attributes);
            var argv = strings.AddAll(arguments);
            var envp = strings.AddAll(environment.Select(v => $"{v.Key}={v.Value}"));
            Check(Libc.Spawn(out var pid, argv[0], actions, attributes, argv, envp), arguments[0]);
            return pid;
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
        }
    }

    // .NET ignores SIGPIPE, and shells' background jobs ignore SIGINT: a child would inherit both.
    private static void SetSignals(byte[] attributes)
    {
        var signals = new byte[Libc.OpaqueSize];
        _ = Libc.EmptySignals(signals);
        _ = Libc.SetSignalMask(attributes, signals);
        foreach (var signal in new[] { Libc.SigInt, Libc.SigQuit, Libc.SigPipe, Libc.SigTerm })
        {
            _ = Libc.AddSignal(signals, signal);
        }

        _ = Libc.SetDefaultSignals(attributes, signals);
        _ = Libc.SetFlags(attributes, (short)(Libc.SpawnSetSession | Libc.SpawnSetSigDefault | Libc.SpawnSetSigMask));
    }

    private static bool Interrupted() => Marshal.GetLastPInvokeError() == 4;

    private static void Check(int error, string what)
    {
        if (error != 0)
        {
            throw new Win32Exception(error, $"'{what}' cannot be started: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }
}
