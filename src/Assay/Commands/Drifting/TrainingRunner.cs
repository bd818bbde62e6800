using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Toolkit.Runners;

namespace Assay.Commands.Drifting;

/// <summary>The runner of a command for a training in its midst: the result and the outputs of that are not its own.</summary>
internal sealed class TrainingRunner(IRunner inner) : IRunner
{
    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);

    /// <summary>What the training gave to later steps, by name.</summary>
    public IReadOnlyDictionary<string, string> Outputs => _outputs;

    public void Info(string text) => inner.Info(text);

    public void Annotate(Severity severity, string text, SourceLocation? location = null) =>
        inner.Annotate(severity, text, location);

    public IDisposable Group(string title) => inner.Group(title);

    public UntrustedOutput Untrusted() => inner.Untrusted();

    public ProgressReport Progress(string title) => inner.Progress(title);

    public void Result(string text) => inner.Info(text);

    public void AddMask(string name, string secret) => inner.AddMask(name, secret);

    public string Mask(string text) => inner.Mask(text);

    public void SetOutput(Output output, string value) => _outputs[output.Name] = value;

    public void SetEnvironment(string name, string value) => inner.SetEnvironment(name, value);

    public void AddPath(string directory) => inner.AddPath(directory);

    public void SaveState(string name, string value) => inner.SaveState(name, value);

    public void AppendSummary(string markdown) => inner.AppendSummary(markdown);

    public void Report(CheckReport report) => inner.Report(report);
}
