namespace Assay.Toolkit.Runners;

/// <summary>The open output of a program that is not trusted. Dispose of it when the program has ended.</summary>
public sealed class UntrustedOutput : IDisposable
{
    private readonly Action<string> _line;
    private Action? _close;

    internal UntrustedOutput(Action<string> line, Action? close = null)
    {
        _line = line;
        _close = close;
    }

    /// <summary>Writes one line: masked, without cursor movement, and never taken as a command.</summary>
    public void Line(string text) => _line(PlainText.WithColorsOnly(text));

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref _close, null)?.Invoke();
}
