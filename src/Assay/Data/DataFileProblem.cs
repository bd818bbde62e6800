using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core.Names;
using Assay.Toolkit;

namespace Assay.Data;

/// <summary>DuckDB's complaint about a file in words for the person who wrote the file, with the line where it is known.</summary>
internal static partial class DataFileProblem
{
    internal static InputError Of(DataFile file, string complaint)
    {
        var line = LineOf().Match(complaint) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : (int?)null;
        return file.Refused(Message(complaint), line);
    }

    private static string Message(string complaint)
    {
        if (FieldCounts().Match(complaint) is { Success: true } counts)
        {
            return $"the row has {counts.Groups[2].Value} fields and the header {counts.Groups[1].Value}; quote values that hold the delimiter";
        }

        if (Has("unterminated quote"))
        {
            return "a quote is opened and not closed, or more follows after it; write \" inside a quoted value as \"\"";
        }

        if (Has("not utf-8"))
        {
            return "the file is not UTF-8; save it as UTF-8, or as Parquet";
        }

        if (Has("state machine"))
        {
            return "the file is not readable as CSV; put a value that holds a quote in quotes, and write the quote inside as \"\"";
        }

        if (Has("magic bytes") || Has("parquet"))
        {
            return "the file is not readable as Parquet; was it cut off, or is it a pointer of Git LFS or DVC that was not fetched?";
        }

        return Has("JSON")
            ? $"the file is not readable as JSON, one object a row: {FirstLine(complaint)}"
            : $"the file is not readable: {FirstLine(complaint)}";

        bool Has(string part) => complaint.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    private static string FirstLine(string complaint)
    {
        var line = FilePart().Replace(complaint.Split('\n')[0], "");
        return Quoted.Value(
            line[(line.IndexOf("Error: ", StringComparison.Ordinal) is >= 0 and var at ? at + 7 : 0)..].Trim()
        );
    }

    [GeneratedRegex(@"(?:Error on Line:|in line) (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex LineOf();

    [GeneratedRegex(@"Expected Number of Columns: (\d+) Found: (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex FieldCounts();

    [GeneratedRegex("""(?: in)? file ["'].*?["'],?""", RegexOptions.CultureInvariant)]
    private static partial Regex FilePart();
}
