using System.Collections.Immutable;
using System.Text;

namespace Assay.Toolkit.Runners;

/// <summary>
/// The file of an <c>artifacts:reports:dotenv</c>: variables for later jobs. GitLab takes one line a variable, trims it, knows
/// no quotes, replaces <c>$NAME</c>, refuses empty lines and comments, and refuses the whole file when it holds too much.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class DotenvFile(string path)
{
    /// <summary>How many variables an instance takes unless its administrator says otherwise (plan limit dotenv_variables).</summary>
    public const int MostVariables = 20;

    /// <summary>Of how many bytes the file must stay below (plan limit dotenv_size).</summary>
    public const int SizeLimit = 5 * 1024;

    /// <summary>What a variable's name ends in when its value is in base64.</summary>
    public const string EncodedSuffix = "_BASE64";

    private const string OwnPrefix = "ASSAY_OUTPUT_";

    /// <summary>
    /// Adds a variable, in the place of one of that name; one that a single line cannot hold is written in base64 under
    /// <c>NAME_BASE64</c>. Where the file would hold too much, the longest of our values are left out.
    /// </summary>
    public DotenvChange Add(string name, string value)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a variable", nameof(name));
        }

        var plain = value.Trim() == value && !value.Any(c => char.IsControl(c) || c == '$');
        var added = plain
            ? $"{name}={value}"
            : $"{name}{EncodedSuffix}={Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}";
        var lines = Read().Where(line => NameOf(line) != name && NameOf(line) != name + EncodedSuffix).ToList();
        lines.Add(added);
        var leftOut = ImmutableArray.CreateBuilder<string>();
        while (
            IsTooMuch(lines) && lines.Where(l => l == added || IsOwn(l)).Reverse().MaxBy(l => l.Length) is { } longest
        )
        {
            lines.Remove(longest);
            leftOut.Add(NameOf(longest));
        }

        RunnerFile.Write(path, string.Concat(lines.Select(line => line + "\n")));
        return new DotenvChange(!plain && lines.Contains(added), leftOut.ToImmutable());
    }

    private string[] Read() => File.Exists(path) ? File.ReadAllLines(path) : [];

    private static bool IsTooMuch(List<string> lines) =>
        lines.Select(NameOf).Distinct(StringComparer.Ordinal).Count() > MostVariables
        || lines.Sum(line => Encoding.UTF8.GetByteCount(line) + 1) >= SizeLimit;

    private static bool IsOwn(string line) => line.StartsWith(OwnPrefix, StringComparison.Ordinal);

    private static string NameOf(string line) => line.Split('=', 2)[0].Trim();
}

/// <summary>What became of a variable in a dotenv file.</summary>
/// <param name="Encoded">Whether it is there in base64.</param>
/// <param name="LeftOut">Names, this one's or earlier ones', that are not in the file any more.</param>
internal sealed record DotenvChange(bool Encoded, ImmutableArray<string> LeftOut);
