using System.Diagnostics.CodeAnalysis;
using Assay.Core.Reports;

namespace Assay.Core.Site;

/// <summary>
/// Text from outside as a site's data hold it: what would be invisible or reorder its line is replaced. That it is no markup is
/// the matter of <see cref="SiteScript"/> and of the page, which makes text nodes alone.
/// </summary>
internal static class SiteText
{
    private const int MostLines = 400;

    /// <summary>One line.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) => text is null ? null : VisibleText.Of(text);

    /// <summary>The last lines of a log, each with its indentation.</summary>
    public static string? Log(string? text) =>
        text is null
            ? null
            : string.Join(
                '\n',
                text.TrimEnd().Split('\n').TakeLast(MostLines).Select(line => Indentation(line) + Of(line))
            );

    private static string Indentation(string line) => new(' ', line.Length - line.TrimStart(' ').Length);
}
