using System.Runtime.InteropServices;

namespace Assay.Training.Processes;

/// <summary>
/// The first process of a container, which must take in the end of every orphan. .NET does so by taking in that of every
/// child, and how a training ended would be lost: the program then runs as a child of this one, which does nothing else.
/// </summary>
internal static class FirstProcess
{
    private const int Any = -1;
    private const string Program = "/proc/self/exe";

    private static readonly PosixSignal[] _passedOn =
    [
        PosixSignal.SIGTERM,
        PosixSignal.SIGINT,
        PosixSignal.SIGQUIT,
        PosixSignal.SIGHUP,
    ];

    /// <summary>Runs the program again, passes signals on to it, and gives its exit code.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">All that its environment holds.</param>
    /// <returns>As a shell has it: 128 and the signal when it was ended by one; null when it cannot be started.</returns>
    public static int? Run(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        if (Start(arguments, environment) is not { } child)
        {
            return null;
        }

        var registrations = _passedOn.Select(signal => PosixSignalRegistration.Create(signal, PassOn)).ToList();
        int ended;
        int status;
        do
        {
            ended = Libc.Wait4(Any, out status, 0, out _);
        } while (ended != child && (ended > 0 || Marshal.GetLastPInvokeError() == Interrupted));

        registrations.ForEach(r => r.Dispose());
        var signalled = status & 0x7F;
        return signalled == 0 ? status >> 8 & 0xFF : 128 + signalled;

        void PassOn(PosixSignalContext context)
        {
            context.Cancel = true;
            _ = Libc.Kill(
                child,
                context.Signal switch
                {
                    PosixSignal.SIGINT => Libc.SigInt,
                    PosixSignal.SIGQUIT => Libc.SigQuit,
                    PosixSignal.SIGHUP => 1,
                    _ => Libc.SigTerm,
                }
            );
        }
    }

    private static int Interrupted => 4;

    private static int? Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var attributes = new byte[Libc.OpaqueSize];
        var actions = new byte[Libc.OpaqueSize];
        using var strings = new NativeStrings();
        _ = Libc.InitActions(actions);
        _ = Libc.InitAttributes(attributes);
        var argv = strings.AddAll([Program, .. arguments]);
        var envp = strings.AddAll(environment.Select(v => $"{v.Key}={v.Value}"));
        var failed = Libc.Spawn(out var child, argv[0], actions, attributes, argv, envp);
        _ = Libc.DestroyActions(actions);
        _ = Libc.DestroyAttributes(attributes);
        return failed == 0 ? child : null;
    }
}
