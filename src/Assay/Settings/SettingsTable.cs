using System.Globalization;
using System.Text;
using Assay.Settings.Shapes;

namespace Assay.Settings;

/// <summary>Every key of assay.yml as Markdown, one table a section, made of the records that read the file.</summary>
internal static class SettingsTable
{
    /// <summary>The page that holds it, from the repository's root.</summary>
    public const string Path = "docs/assay-yml.md";

    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var (path, section) in KeyIndex.Sections)
        {
            var title = path.Length == 0 ? "The file" : $"`{path}`";
            text.Append(
                CultureInfo.InvariantCulture,
                $"### {title}\n\n| key | value | what it is |\n| --- | --- | --- |\n"
            );
            foreach (var key in section.Keys)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{key.Name}` | {Cell(key.Value.Label)} | {Meaning(key)} |\n"
                );
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Meaning(KeyShape key)
    {
        var parts = new[]
        {
            key.Required ? "**Required.**" : null,
            Cell(key.Description),
            key.Default is null ? null : $"Left out: {Cell(key.Default)}.",
            key.Example is null ? null : $"Example: `{key.Example.Replace("|", "\\|", StringComparison.Ordinal)}`",
        };
        return string.Join(' ', parts.Where(part => part is not null));
    }

    private static string Cell(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal);
}
