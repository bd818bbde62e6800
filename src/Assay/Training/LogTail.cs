using System.Globalization;

namespace Assay.Training;

/// <summary>The last lines of a log: at most 100, of at most 500 characters each, plain text.</summary>
internal sealed class LogTail
{
    private const int MaxLines = 100;
    private const int MaxCharacters = 500;

    private readonly Queue<string> _lines = new();

    /// <param name="line">A line, already masked.</param>
    public void Add(string line)
    {
        if (_lines.Count == MaxLines)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(Plain(line));
    }

    /// <summary>The lines, or null when there was none.</summary>
    public string? Text => _lines.Count == 0 ? null : string.Join('\n', _lines);

    // Terminal escapes and other control characters would garble, or forge, whatever shows the tail later.
    private static string Plain(string line)
    {
        var plain = new string([.. line.Where(c => c == '\t' || !char.IsControl(c)).Take(MaxCharacters + 1)]);
        return plain.Length <= MaxCharacters
            ? plain
            : string.Create(CultureInfo.InvariantCulture, $"{plain[..MaxCharacters]}… ({line.Length} characters)");
    }
}
