namespace Assay.Toolkit.Runners;

/// <summary>An annotation as one line of a log: <c>file:line:column: warning: text</c>.</summary>
internal static class AnnotationLine
{
    private const string Reset = "\e[0m";

    /// <summary>Writes it, the severity coloured where it may be.</summary>
    public static string[] Write(Severity severity, string text, SourceLocation? location, bool colored)
    {
        var word = severity.ToString().ToLowerInvariant();
        var shown = colored ? Color(severity) + word + Reset : word;
        var place = location is null ? "" : PlainText.WithoutControls(location.ToString()) + ": ";
        var lines = PlainText.Lines(text).Select(PlainText.WithoutControls).ToArray();
        return [$"{place}{shown}: {lines[0]}", .. lines[1..]];
    }

    private static string Color(Severity severity) =>
        severity switch
        {
            Severity.Error => "\e[31m",
            Severity.Warning => "\e[33m",
            _ => "\e[36m",
        };
}
