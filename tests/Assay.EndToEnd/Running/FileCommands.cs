namespace Assay.EndToEnd.Running;

/// <summary>A file of <c>NAME=VALUE</c> and <c>NAME&lt;&lt;DELIMITER</c> … <c>DELIMITER</c>, read as the runner does: strictly.</summary>
internal static class FileCommands
{
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var values = new Dictionary<string, string>();
        var lines = new Queue<string>(File.ReadAllLines(path));
        while (lines.TryDequeue(out var line))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var heredoc = line.IndexOf("<<", StringComparison.Ordinal);
            if (heredoc > 0 && (equals < 0 || heredoc < equals))
            {
                values[line[..heredoc]] = string.Join('\n', Until(line[(heredoc + 2)..], lines));
            }
            else if (equals > 0)
            {
                values[line[..equals]] = line[(equals + 1)..];
            }
            else if (line.Length > 0)
            {
                throw new FormatException($"'{line}' in {path} is neither NAME=VALUE nor NAME<<DELIMITER.");
            }
        }

        return values;
    }

    private static List<string> Until(string delimiter, Queue<string> lines)
    {
        var value = new List<string>();
        while (lines.TryDequeue(out var line))
        {
            if (line == delimiter)
            {
                return value;
            }

            value.Add(line);
        }

        throw new FormatException($"No line '{delimiter}' ends the value.");
    }
}
