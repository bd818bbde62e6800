using Assay.Toolkit.Inputs;

namespace Assay.Toolkit.Runners;

/// <summary>
/// GitLab CI: coloured lines and collapsible sections, and files in the workspace for the job's <c>artifacts</c>:
/// <c>assay.env</c> (reports: dotenv), <c>assay-summary.md</c>, <c>assay-junit-*.xml</c> (reports: junit) and
/// <c>assay-code-quality.json</c> (reports: codequality).
/// </summary>
/// <param name="environment">The process's outside.</param>
/// <param name="output">Its streams.</param>
/// <param name="clock">Time, for sections and progress.</param>
public sealed class GitLabRunner(RunnerEnvironment environment, RunnerOutput output, TimeProvider clock) : IRunner
{
    private const string Variables = "assay.env";
    private const string Summary = "assay-summary.md";
    private const string CodeQuality = "assay-code-quality.json";

    private readonly DotenvFile _dotenv = new(Path.Combine(environment.Workspace, Variables));
    private readonly CodeQualityFile _codeQuality = new(Path.Combine(environment.Workspace, CodeQuality));
    private int _sections;

    /// <summary>Whether a path, relative to the workspace, is one of the files that jobs leave there.</summary>
    public static bool IsOwnFile(string path) =>
        path is Variables or Summary or CodeQuality || path.StartsWith(JUnitFile.Prefix, StringComparison.Ordinal);

    /// <inheritdoc />
    public void Info(string text) => output.Message([.. PlainText.Lines(text).Select(PlainText.WithoutControls)]);

    /// <inheritdoc />
    public void Annotate(Severity severity, string text, SourceLocation? location = null)
    {
        output.Message(AnnotationLine.Write(severity, text, location, environment.MessagesInColor));
        if (location is not null)
        {
            _codeQuality.Add(severity, Mask(text), location);
        }
    }

    /// <inheritdoc />
    public IDisposable Group(string title)
    {
        var header = PlainText.WithoutControls(title);
        var name = GitLabSection.Name(header, Interlocked.Increment(ref _sections));
        output.Message(GitLabSection.Start(name, header, clock.GetUtcNow()));
        return new Undo(() => output.Message(GitLabSection.End(name, clock.GetUtcNow())));
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
    public void SetOutput(Output output, string value) => SetEnvironment(output.Variable, value);

    /// <inheritdoc />
    public void SetEnvironment(string name, string value)
    {
        var change = _dotenv.Add(name, Mask(value));
        if (change.Encoded)
        {
            Annotate(
                Severity.Notice,
                $"{name} does not fit on one line of '{Variables}' as GitLab reads it: it is there in base64, as {name}{DotenvFile.EncodedSuffix}"
            );
        }

        foreach (var left in change.LeftOut)
        {
            Annotate(
                Severity.Warning,
                $"{left} is not in '{Variables}': GitLab takes {DotenvFile.MostVariables} variables in less than "
                    + $"{DotenvFile.SizeLimit} bytes, and the longest are left out first; read it from --json instead"
            );
        }
    }

    /// <inheritdoc />
    public void SaveState(string name, string value) { }

    /// <inheritdoc />
    public void AddPath(string directory) =>
        Info($"To have it on the PATH, add to the job's script: export PATH=\"{directory}:$PATH\"");

    /// <inheritdoc />
    public void AppendSummary(string markdown) =>
        RunnerFile.Append(Path.Combine(environment.Workspace, Summary), Mask(markdown).TrimEnd() + "\n\n");

    /// <inheritdoc />
    public void Report(CheckReport report) => JUnitFile.Write(environment.Workspace, report, Mask);
}
