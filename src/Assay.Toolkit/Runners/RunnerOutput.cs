namespace Assay.Toolkit.Runners;

/// <summary>The two streams of a process behind its masks: messages and results. Safe for use by several threads.</summary>
/// <param name="messages">Standard error.</param>
/// <param name="results">Standard output.</param>
public sealed class RunnerOutput(TextWriter messages, TextWriter results)
{
    private const string ClearLine = "\r\e[K";
    private readonly Lock _lock = new();
    private string _status = "";

    /// <summary>The secrets that are kept out of both streams.</summary>
    public Masks Masks { get; } = new();

    /// <summary>Whether any result was written.</summary>
    public bool HasResult { get; private set; }

    /// <summary>Writes lines to standard error, none of another thread's between them.</summary>
    public void Message(params ReadOnlySpan<string> lines)
    {
        lock (_lock)
        {
            Clear();
            Write(messages, lines);
            messages.Write(_status);
            messages.Flush();
        }
    }

    /// <summary>Keeps a line at the end of a terminal's messages, in the place of the one before; empty for none.</summary>
    public void Status(string text)
    {
        lock (_lock)
        {
            Clear();
            _status = Masks.Apply(text);
            messages.Write(_status);
            messages.Flush();
        }
    }

    /// <summary>Writes lines to standard output.</summary>
    public void Result(params ReadOnlySpan<string> lines)
    {
        lock (_lock)
        {
            HasResult = true;
            Write(results, lines);
            results.Flush();
        }
    }

    // A command that tells the runner a secret must not be masked itself.
    internal void Unmasked(string line)
    {
        lock (_lock)
        {
            messages.Write(line + "\n");
            messages.Flush();
        }
    }

    private void Write(TextWriter writer, ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            writer.Write(Masks.Apply(line) + "\n");
        }
    }

    private void Clear()
    {
        if (_status.Length > 0)
        {
            messages.Write(ClearLine);
        }
    }
}
