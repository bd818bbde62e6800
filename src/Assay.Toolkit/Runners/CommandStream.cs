namespace Assay.Toolkit.Runners;

/// <summary>
/// Workflow commands among lines that are only text. Where such a line could be taken as a command, the runner is told to
/// stop listening around it, with a token that nobody can guess and that is used once.
/// </summary>
/// <param name="output">The process's streams.</param>
/// <param name="random">Gives that many random bytes.</param>
internal sealed class CommandStream(RunnerOutput output, Func<int, byte[]> random)
{
    private const int TokenBytes = 16;
    private readonly Lock _lock = new();
    private int _untrusted;
    private string _token = "";

    /// <summary>Writes a command.</summary>
    public void Command(string command) => Listening(() => output.Message(command));

    /// <summary>Writes a command that is not masked, since it names a secret to the runner.</summary>
    public void Unmasked(string command) => Listening(() => output.Unmasked(command));

    /// <summary>Writes text to standard error.</summary>
    public void Text(string[] lines) => Text(lines, output.Message);

    /// <summary>Writes text to standard output.</summary>
    public void Result(string[] lines) => Text(lines, output.Result);

    /// <summary>Until the returned value is disposed no line is a command but ours.</summary>
    public UntrustedOutput Untrusted()
    {
        lock (_lock)
        {
            if (_untrusted++ == 0)
            {
                output.Message(Stop());
            }
        }

        return new UntrustedOutput(
            line => Text([line]),
            () =>
            {
                lock (_lock)
                {
                    if (--_untrusted == 0)
                    {
                        output.Message(Resume());
                    }
                }
            }
        );
    }

    private void Text(string[] lines, Write write)
    {
        lock (_lock)
        {
            if (_untrusted > 0 || !lines.Any(WorkflowCommand.IsPossibly))
            {
                write(lines);
                return;
            }

            write([Stop(), .. lines, Resume()]);
        }
    }

    private void Listening(Action write)
    {
        lock (_lock)
        {
            if (_untrusted == 0)
            {
                write();
                return;
            }

            output.Message(Resume());
            write();
            output.Message(Stop());
        }
    }

    private string Stop()
    {
        _token = Convert.ToHexStringLower(random(TokenBytes));
        return WorkflowCommand.Write("stop-commands", _token);
    }

    private string Resume() => WorkflowCommand.Write(_token, "");

    private delegate void Write(params ReadOnlySpan<string> lines);
}
