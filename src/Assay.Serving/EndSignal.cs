using System.Runtime.InteropServices;

namespace Assay.Serving;

/// <summary>SIGTERM or Ctrl-C: the first one asks the program to end, a second one ends it.</summary>
internal sealed class EndSignal : IDisposable
{
    // A terminal sends Ctrl-C to all that it started, and who started this program may pass it on: that is one signal.
    private static readonly TimeSpan _same = TimeSpan.FromMilliseconds(300);
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;
    private long? _first;

    public EndSignal(TimeProvider clock)
    {
        _clock = clock;
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

    private void Receive(PosixSignalContext signal)
    {
        lock (_lock)
        {
            _first ??= _clock.GetTimestamp();
            signal.Cancel = _clock.GetElapsedTime(_first.Value) < _same;
        }

        _received.TrySetResult();
    }
}
