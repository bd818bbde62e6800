namespace Assay.Toolkit.Runners;

/// <summary>The two streams of a process behind its masks: messages and results. Safe for use by several threads.</summary>
/// <param name="messages">Standard error.</param>
/// <param name="results">Standard output.</param>
public sealed class RunnerOutput(TextWriter messages, TextWriter results)
{
    private readonly Lock _lock = new();

    /// <summary>The secrets that are kept out of both streams.</summary>
    public Masks Masks { get; } = new();

    /// <summary>Whether any result was written.</summary>
    public bool HasResult { get; private set; }

    /// <summary>Writes lines to standard error, none of them between another thread's.</summary>
    public void Message(params ReadOnlySpan<string> lines)
    {
        lock (_lock)
        {
            foreach (var line in lines)
            {
                messages.Write(Masks.Apply(line) + "\n");
            }

            messages.Flush();
        }
    }

    /// <summary>Writes to standard error without ending the line, for a terminal.</summary>
    public void Overwrite(string text)
    {
        lock (_lock)
        {
            messages.Write(Masks.Apply(text));
            messages.Flush();
        }
    }

    /// <summary>Writes lines to standard output.</summary>
    public void Result(params ReadOnlySpan<string> lines)
    {
        lock (_lock)
        {
            HasResult = true;
            foreach (var line in lines)
            {
                results.Write(Masks.Apply(line) + "\n");
            }

            results.Flush();
        }
    }

    // A command that only tells the runner a secret must not be masked itself.
    internal void Unmasked(string line)
    {
        lock (_lock)
        {
            messages.Write(line + "\n");
            messages.Flush();
        }
    }
}
