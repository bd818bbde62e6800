using System.Text.RegularExpressions;

namespace Assay.Commands.Inits;

/// <summary>
/// The paths that a script's statements speak of: constants, <c>pathlib</c>, <c>os.path.join</c>, f-strings and the defaults of
/// <c>argparse</c> put together as far as the text tells.
/// </summary>
internal sealed partial class PythonPaths
{
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    private readonly List<string> _arguments = [];
    private readonly Dictionary<string, string?> _options = new(StringComparer.Ordinal);

    /// <summary>Options of the command line that have no default, as they are written: <c>--data</c>.</summary>
    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>The statement with every path as one literal in double quotes.</summary>
    public string Resolve(string statement)
    {
        var text = FString().Replace(statement, m => Filled(m.Groups[1].Value));
        text = Named().Replace(text, m => _constants.TryGetValue(m.Value, out var value) ? $"\"{value}\"" : m.Value);
        string before;
        do
        {
            before = text;
            text = PathCall().Replace(text, "$1");
            text = Join().Replace(text, m => $"\"{string.Join('/', Literals(m.Value))}\"");
            text = Slash().Replace(text, m => $"\"{m.Groups[1].Value.TrimEnd('/')}/{m.Groups[2].Value}\"");
            text = Plus().Replace(text, "\"$1$2\"");
            text = Parentheses().Replace(text, "$1");
        } while (text != before);

        Learn(text);
        return text;
    }

    /// <summary>The literals of a statement.</summary>
    public static IEnumerable<string> Literals(string statement) =>
        Literal().Matches(statement).Select(m => m.Groups[1].Value);

    private void Learn(string statement)
    {
        if (Assignment().Match(statement) is { Success: true } assignment)
        {
            _constants[assignment.Groups[1].Value] = assignment.Groups[2].Value;
        }

        if (Option().Match(statement) is { Success: true } option)
        {
            var names = Literals(option.Groups[1].Value).TakeWhile(n => n.StartsWith('-')).ToList();
            var name = names.LastOrDefault(n => n.StartsWith("--", StringComparison.Ordinal)) ?? option.Groups[2].Value;
            var value = Default().Match(statement) is { Success: true } given ? given.Groups[1].Value : null;
            _options[name.TrimStart('-').Replace('-', '_')] = value;
            if (!statement.Contains("default", StringComparison.Ordinal) && NeedsValue(statement, name))
            {
                _arguments.Add(name);
            }
        }

        if (Parsed().Match(statement) is { Success: true } parsed)
        {
            foreach (var (name, value) in _options.Where(o => o.Value is not null))
            {
                _constants[$"{parsed.Groups[1].Value}.{name}"] = value!;
            }
        }
    }

    private static bool NeedsValue(string statement, string name) =>
        !name.StartsWith('-') || statement.Contains("required=True", StringComparison.Ordinal);

    private string Filled(string text) =>
        $"\"{Field().Replace(text, m => _constants.TryGetValue(m.Groups[1].Value, out var value) ? value : m.Value)}\"";

    [GeneratedRegex(@"\bf""([^""]*)""")]
    private static partial Regex FString();

    [GeneratedRegex(@"\{([\w.]+)\}")]
    private static partial Regex Field();

    // Neither a keyword argument nor an attribute, a call or part of a literal.
    [GeneratedRegex(@"(?<![\w.""])[A-Za-z_]\w*(\.\w+)?(?![\w""(]|\s*=[^=])")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:\w+\.)?(?:Pure)?(?:Posix)?Path\(\s*(""[^""]*"")\s*\)")]
    private static partial Regex PathCall();

    [GeneratedRegex(@"(?:os\.)?path\.join\(\s*""[^""]*""(?:\s*,\s*""[^""]*"")*\s*\)")]
    private static partial Regex Join();

    [GeneratedRegex(@"""([^""]+)""\s*/\s*""([^""]*)""")]
    private static partial Regex Slash();

    [GeneratedRegex(@"""([^""]*)""\s*\+\s*""([^""]*)""")]
    private static partial Regex Plus();

    [GeneratedRegex(@"(?<![\w\])])\(\s*(""[^""]*"")\s*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"""([^""]*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^(\w+)\s*(?::\s*[\w.]+\s*)?=\s*""([^""]*)""$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"add_argument\(\s*((?:""([^""]+)""\s*,?\s*)+)")]
    private static partial Regex Option();

    [GeneratedRegex(@"default\s*=\s*""([^""]*)""")]
    private static partial Regex Default();

    [GeneratedRegex(@"(\w+)\s*(?:,\s*\w+\s*)?=\s*\w+(?:\(\))?\.parse_(?:known_)?args\(")]
    private static partial Regex Parsed();
}
