namespace Assay.Toolkit.Runners;

/// <summary>Does something once, when it is disposed of.</summary>
internal sealed class Undo(Action action) : IDisposable
{
    private Action? _action = action;

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref _action, null)?.Invoke();
}
