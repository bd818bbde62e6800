using System.Globalization;
using Assay.Toolkit.Runners;

namespace Assay.Training;

/// <summary>Shows a command's output as it comes, without secrets and in lines of bearable length, and keeps its tail.</summary>
internal sealed class TrainingLog(IRunner runner) : IDisposable
{
    private const int LongestShown = 4000;

    private readonly UntrustedOutput _output = runner.Untrusted();
    private readonly LogTail _tail = new();

    /// <summary>The last lines, masked; null when there was none.</summary>
    public string? Tail => _tail.Text;

    public void Add(OutputLine line)
    {
        // Masked first: a secret that a cut divides would be found no more.
        var text = runner.Mask(line.Text);
        var left = text.Length - LongestShown + line.BytesCut;
        _tail.Add(text);
        _output.Line(
            left <= 0
                ? text
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{text[..Math.Min(text.Length, LongestShown)]}… ({left} more)"
                )
        );
    }

    public void Dispose() => _output.Dispose();
}
