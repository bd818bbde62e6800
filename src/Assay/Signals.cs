using System.Runtime.InteropServices;

namespace Assay;

/// <summary>Ctrl-C and SIGTERM as a token: the first one asks the command to end, a second one ends the process.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private ExitCode? _received;

    public Signals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => s.Cancel = Receive(ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => s.Cancel = Receive(ExitCode.Terminated));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the signal that came, or null.</summary>
    public ExitCode? Received => _received;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    /// <summary>Takes a signal; false for a second one, which is to have its usual effect.</summary>
    public bool Receive(ExitCode code)
    {
        if (_received is not null)
        {
            return false;
        }

        _received = code;
        _source.Cancel();
        return true;
    }
}
