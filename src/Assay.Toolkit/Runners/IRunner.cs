using Assay.Toolkit.Inputs;

namespace Assay.Toolkit.Runners;

/// <summary>
/// What a program says to whatever started it. Messages go to standard error and results to standard output, on every
/// forge and in a shell, so that a result can be piped. All text passes the masks first, and no text can pose as a command
/// to the runner. May be called from several threads.
/// </summary>
public interface IRunner
{
    /// <summary>Writes a message, one or more lines.</summary>
    void Info(string text);

    /// <summary>Writes a message that the forge shows on its pages too, at <paramref name="location"/> if it has one.</summary>
    void Annotate(Severity severity, string text, SourceLocation? location = null);

    /// <summary>Something good to know.</summary>
    void Notice(string text, SourceLocation? location = null) => Annotate(Severity.Notice, text, location);

    /// <summary>Something to look at.</summary>
    void Warning(string text, SourceLocation? location = null) => Annotate(Severity.Warning, text, location);

    /// <summary>Why the work did not succeed.</summary>
    void Error(string text, SourceLocation? location = null) => Annotate(Severity.Error, text, location);

    /// <summary>Folds the messages until the returned value is disposed under a title.</summary>
    IDisposable Group(string title);

    /// <summary>Opens a stream for the output of a program that is not trusted, line by line.</summary>
    UntrustedOutput Untrusted();

    /// <summary>Shows how far long work has come, until the returned value is disposed.</summary>
    ProgressReport Progress(string title);

    /// <summary>Writes a result, one or more lines, to standard output.</summary>
    void Result(string text);

    /// <summary>Keeps a secret out of all that is written from now on, in its encoded forms too.</summary>
    /// <param name="name">What people call the secret; used in messages.</param>
    /// <param name="secret">Its value. One under <see cref="Masks.LeastLength"/> characters is not masked, and a warning says so.</param>
    void AddMask(string name, string secret);

    /// <summary>The text with every secret replaced by <c>***</c>.</summary>
    string Mask(string text);

    /// <summary>Gives a value to later steps or jobs. Written at once, so that it is there when the command fails after.</summary>
    void SetOutput(Output output, string value);

    /// <summary>Sets a variable for later steps (GitHub) or jobs (GitLab); a shell has none.</summary>
    void SetEnvironment(string name, string value);

    /// <summary>Puts a folder first on the <c>PATH</c> of later steps (GitHub); elsewhere the message says how.</summary>
    void AddPath(string directory);

    /// <summary>Keeps a value for the action's own clean-up step (GitHub), else nothing.</summary>
    void SaveState(string name, string value);

    /// <summary>Adds Markdown to the job's summary page (GitHub) or file (GitLab); a shell has none.</summary>
    void AppendSummary(string markdown);

    /// <summary>Reports checks where the forge shows them as tests (GitLab, as JUnit), else nothing.</summary>
    void Report(CheckReport report);
}
