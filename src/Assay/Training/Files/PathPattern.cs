using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Training.Files;

/// <summary>
/// A path that may hold <c>*</c> (any part of a name), <c>**</c> (any folders), <c>?</c> (one character) and
/// <c>[abc]</c>.
/// </summary>
internal sealed class PathPattern(string pattern)
{
    private readonly Regex _regex = new($"^{Translate(pattern)}$", RegexOptions.CultureInvariant);

    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny("*?[") >= 0;

    /// <summary>The folder that holds all that it can match; empty for the root.</summary>
    public string Folder
    {
        get
        {
            var literal = pattern[..pattern.AsSpan().IndexOfAny("*?[")];
            return literal[..Math.Max(0, literal.LastIndexOf('/'))];
        }
    }

    public bool Matches(string path) => _regex.IsMatch(path);

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            var end = rest[0] == '[' ? rest[1..].IndexOf(']') : -1;
            if (rest.StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else if (end > 0)
            {
                var set = Regex.Escape(rest.Slice(1, end).ToString()).Replace("]", "\\]").Replace("\\-", "-");
                regex.Append('[').Append(set.StartsWith('!') ? "^/" + set[1..] : set).Append(']');
                i += end + 1;
            }
            else
            {
                regex.Append(
                    rest[0] switch
                    {
                        '*' => "[^/]*",
                        '?' => "[^/]",
                        var c => Regex.Escape(c.ToString()),
                    }
                );
            }
        }

        return regex.ToString();
    }
}
