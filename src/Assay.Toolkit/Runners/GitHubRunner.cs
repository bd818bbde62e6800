using Assay.Toolkit.Inputs;

namespace Assay.Toolkit.Runners;

/// <summary>GitHub Actions: workflow commands on standard error, values through the runner's files.</summary>
/// <param name="environment">The process's outside.</param>
/// <param name="output">Its streams.</param>
/// <param name="clock">Time, for progress.</param>
/// <param name="random">Gives that many random bytes, for delimiters and tokens.</param>
public sealed class GitHubRunner(
    RunnerEnvironment environment,
    RunnerOutput output,
    TimeProvider clock,
    Func<int, byte[]> random
) : IRunner
{
    private const long SummaryLimit = 1024 * 1024;
    private readonly CommandStream _stream = new(output, random);
    private int _groups;

    /// <inheritdoc />
    public void Info(string text) => _stream.Text([.. PlainText.Lines(text).Select(PlainText.WithoutControls)]);

    /// <inheritdoc />
    public void Annotate(Severity severity, string text, SourceLocation? location = null)
    {
        var shown = PlainText.Lines(Mask(text)).Select(PlainText.WithoutControls);
        _stream.Command(
            WorkflowCommand.Write(
                severity.ToString().ToLowerInvariant(),
                string.Join('\n', shown),
                WorkflowCommand.Properties(location)
            )
        );
    }

    /// <inheritdoc />
    public IDisposable Group(string title)
    {
        // Groups do not nest: a second one would end the first.
        if (Interlocked.Increment(ref _groups) > 1)
        {
            Info(title);
            return new Undo(() => Interlocked.Decrement(ref _groups));
        }

        _stream.Command(WorkflowCommand.Write("group", PlainText.WithoutControls(Mask(title))));
        return new Undo(() =>
        {
            Interlocked.Decrement(ref _groups);
            _stream.Command(WorkflowCommand.Write("endgroup", ""));
        });
    }

    /// <inheritdoc />
    public UntrustedOutput Untrusted() => _stream.Untrusted();

    /// <inheritdoc />
    public ProgressReport Progress(string title) => new(output, Info, clock, environment, title);

    /// <inheritdoc />
    public void Result(string text) => _stream.Result(PlainText.Lines(text));

    /// <inheritdoc />
    public void AddMask(string name, string secret)
    {
        if (!output.Masks.Add(secret))
        {
            Annotate(Severity.Warning, Masks.TooShort(name));
            return;
        }

        foreach (var line in PlainText.Lines(secret).Select(l => l.Trim()).Where(l => l.Length >= Masks.LeastLength))
        {
            _stream.Unmasked(WorkflowCommand.Write("add-mask", line));
        }
    }

    /// <inheritdoc />
    public string Mask(string text) => output.Masks.Apply(text);

    /// <inheritdoc />
    public void SetOutput(Output output, string value) => Set("GITHUB_OUTPUT", output.Name, value);

    /// <inheritdoc />
    public void SetEnvironment(string name, string value) => Set("GITHUB_ENV", name, value);

    /// <inheritdoc />
    public void SaveState(string name, string value) => Set("GITHUB_STATE", name, value);

    /// <inheritdoc />
    public void AddPath(string directory)
    {
        if (directory.AsSpan().IndexOfAny("\r\n") >= 0)
        {
            throw new ArgumentException("a folder on the PATH cannot hold a line break", nameof(directory));
        }

        Append("GITHUB_PATH", directory + "\n");
    }

    /// <inheritdoc />
    public void AppendSummary(string markdown)
    {
        if (environment.Variable("GITHUB_STEP_SUMMARY") is { } path)
        {
            // Over its limit the runner drops the whole summary, not the end of it.
            var taken = File.Exists(path) ? new FileInfo(path).Length : 0;
            RunnerFile.Append(path, SummaryCut.ToFit(Mask(markdown).TrimEnd() + "\n\n", SummaryLimit - taken));
        }
    }

    /// <inheritdoc />
    public void Report(CheckReport report) { }

    private void Set(string variable, string name, string value) =>
        Append(variable, RunnerFile.Assignment(name, Mask(value), random));

    private void Append(string variable, string text)
    {
        if (environment.Variable(variable) is { } path)
        {
            RunnerFile.Append(path, text);
        }
    }
}
