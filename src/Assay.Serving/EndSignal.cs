using System.Runtime.InteropServices;

namespace Assay.Serving;

/// <summary>SIGTERM or Ctrl-C: the first one asks the program to end, a second one ends it.</summary>
internal sealed class EndSignal : IDisposable
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    public EndSignal()
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive);
    }

    /// <summary>Ends with the first signal.</summary>
    public Task Received => _received.Task;

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
    }

    private void Receive(PosixSignalContext signal) => signal.Cancel = _received.TrySetResult();
}
