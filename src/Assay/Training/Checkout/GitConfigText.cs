using System.Text;

namespace Assay.Training.Checkout;

/// <summary>Writes a git configuration file: a section for each entry, every value quoted.</summary>
internal static class GitConfigText
{
    public static string Write(IEnumerable<GitConfigEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in entries)
        {
            var section = key.IndexOf('.', StringComparison.Ordinal);
            var name = key.LastIndexOf('.');
            text.Append('[').Append(key.AsSpan(0, section));
            if (name > section)
            {
                text.Append(" \"").Append(Escape(key[(section + 1)..name])).Append('"');
            }

            text.Append("]\n\t").Append(key.AsSpan(name + 1));
            text.Append(value is null ? "\n" : $" = \"{Escape(value).Replace("\n", "\\n").Replace("\t", "\\t")}\"\n");
        }

        return text.ToString();
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
