namespace Assay.Data;

/// <summary>The ends of a text file's lines.</summary>
internal static class LineEnds
{
    private const string Lf = "LF";
    private const string CrLf = "CRLF";

    /// <summary>The first line that ends otherwise than the one before it, counted from 1; null when all end alike.</summary>
    internal static (int Line, string Before, string Here)? FirstChange(string path)
    {
        using var stream = new BufferedStream(File.OpenRead(path), 1 << 16);
        string? before = null;
        var last = 0;
        var line = 1;
        for (var value = stream.ReadByte(); value >= 0; value = stream.ReadByte())
        {
            if (value == '\n')
            {
                var here = last == '\r' ? CrLf : Lf;
                if (before is not null && before != here)
                {
                    return (line, before, here);
                }

                before = here;
                line++;
            }

            last = value;
        }

        return null;
    }
}
