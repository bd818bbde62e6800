namespace Assay.Core.Reports;

/// <summary>The hidden first line by which a report is found again.</summary>
public static class ReportMarker
{
    /// <summary>What every marker begins with, whatever the model.</summary>
    public const string Start = "<!-- assay:report:v1 ";

    /// <summary>The first line of the one comment on a pull request, which tells of all its models.</summary>
    public const string Whole = "<!-- assay:report:v1 -->";

    private const string End = " -->";
    private const string Key = "model=";

    /// <summary><c>&lt;!-- assay:report:v1 model=churn --&gt;</c>; the name cannot end the comment.</summary>
    public static string Of(string model) => Start + Key + Encode(model) + End;

    /// <summary>The model of a text that begins with a marker; null when it does not.</summary>
    public static string? ModelOf(string text)
    {
        var start = Start + Key;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return text.StartsWith(start, StringComparison.Ordinal) && end > start.Length
            ? Uri.UnescapeDataString(text[start.Length..end])
            : null;
    }

    internal static string Encode(string model) =>
        Uri.EscapeDataString(model).Replace("--", "%2D%2D", StringComparison.Ordinal);
}
