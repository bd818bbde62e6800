using System.Text;

namespace Assay.Toolkit.Runners;

/// <summary>
/// The file of an <c>artifacts:reports:dotenv</c>: variables for later jobs. GitLab takes one line a variable, trims it, knows
/// no quotes, refuses empty lines and comments, and refuses the whole file when it is too large.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class DotenvFile(string path)
{
    private const int SizeLimit = 5 * 1024;
    private const string EncodedSuffix = "_BASE64";

    /// <summary>Adds a variable; one that a single line cannot hold is written in base64 under <c>NAME_BASE64</c>.</summary>
    /// <returns>What to tell people, or null when it was written as it is.</returns>
    public string? Add(string name, string value)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a variable", nameof(name));
        }

        var plain = value.Trim() == value && !value.Any(char.IsControl);
        var line = plain
            ? $"{name}={value}\n"
            : $"{name}{EncodedSuffix}={Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}\n";
        var taken = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (taken + Encoding.UTF8.GetByteCount(line) > SizeLimit)
        {
            return $"{name} was left out of '{path}': with it the file would be over the {SizeLimit} bytes that GitLab takes; read it from --json instead";
        }

        RunnerFile.Append(path, line);
        return plain
            ? null
            : $"{name} does not fit on one line of '{path}': it is there in base64, as {name}{EncodedSuffix}";
    }
}
