using Assay.Toolkit.Inputs;

namespace Assay.Toolkit.Runners;

/// <summary>A shell: messages for whoever sits there. There are no later steps, so values go nowhere.</summary>
/// <param name="environment">The process's outside.</param>
/// <param name="output">Its streams.</param>
/// <param name="clock">Time, for progress.</param>
public sealed class ShellRunner(RunnerEnvironment environment, RunnerOutput output, TimeProvider clock) : IRunner
{
    /// <inheritdoc />
    public void Info(string text) => output.Message([.. PlainText.Lines(text).Select(PlainText.WithoutControls)]);

    /// <inheritdoc />
    public void Annotate(Severity severity, string text, SourceLocation? location = null) =>
        output.Message(AnnotationLine.Write(severity, text, location, environment.MessagesInColor));

    /// <inheritdoc />
    public IDisposable Group(string title)
    {
        var heading = PlainText.WithoutControls(title);
        output.Message(environment.MessagesInColor ? $"\e[1m{heading}\e[0m" : heading);
        return new Undo(() => { });
    }

    /// <inheritdoc />
    public UntrustedOutput Untrusted() => new(line => output.Message(line));

    /// <inheritdoc />
    public ProgressReport Progress(string title) => new(output, Info, clock, environment, title);

    /// <inheritdoc />
    public void Result(string text) => output.Result(PlainText.Lines(text));

    /// <inheritdoc />
    public void AddMask(string name, string secret)
    {
        if (!output.Masks.Add(secret))
        {
            Annotate(Severity.Warning, Masks.TooShort(name));
        }
    }

    /// <inheritdoc />
    public string Mask(string text) => output.Masks.Apply(text);

    /// <inheritdoc />
    public void SetOutput(Output output, string value) { }

    /// <inheritdoc />
    public void SetEnvironment(string name, string value) { }

    /// <inheritdoc />
    public void AddPath(string directory) => Info($"To have it on the PATH: export PATH=\"{directory}:$PATH\"");

    /// <inheritdoc />
    public void SaveState(string name, string value) { }

    /// <inheritdoc />
    public void AppendSummary(string markdown) { }

    /// <inheritdoc />
    public void Report(CheckReport report) { }
}
