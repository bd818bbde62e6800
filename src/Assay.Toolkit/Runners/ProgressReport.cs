namespace Assay.Toolkit.Runners;

/// <summary>
/// How far long work has come: one line that is rewritten on a terminal; elsewhere a line now and then, since a log keeps
/// them all.
/// </summary>
public sealed class ProgressReport : IDisposable
{
    private static readonly TimeSpan BetweenRewrites = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(15);

    private readonly RunnerOutput _output;
    private readonly Action<string> _line;
    private readonly TimeProvider _clock;
    private readonly bool _rewrites;
    private readonly int _width;
    private readonly string _title;
    private readonly Lock _lock = new();
    private long _last;

    internal ProgressReport(
        RunnerOutput output,
        Action<string> line,
        TimeProvider clock,
        RunnerEnvironment environment,
        string title
    )
    {
        _output = output;
        _line = line;
        _clock = clock;
        _rewrites = environment.ErrorIsTerminal && environment.Forge == ForgeKind.None;
        _width = environment.Width;
        _title = PlainText.WithoutControls(title);
        _last = clock.GetTimestamp();
    }

    /// <summary>Says where the work stands: <c>1,200 of 7,043 rows</c>. Shown when the last word is old enough.</summary>
    public void Report(string state)
    {
        lock (_lock)
        {
            if (_clock.GetElapsedTime(_last) < (_rewrites ? BetweenRewrites : BetweenLines))
            {
                return;
            }

            _last = _clock.GetTimestamp();
            var text = $"{_title}: {PlainText.WithoutControls(state)}";
            if (_rewrites)
            {
                _output.Status(text.Length < _width ? text : text[..(_width - 1)]);
            }
            else
            {
                _line(text);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_rewrites)
        {
            _output.Status("");
        }
    }
}
