using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Assay.Commands.Inits;

/// <summary>What the text of a script tells, and of the modules beside it that it imports. It is read, never run.</summary>
/// <param name="Packages">What is to be installed, by name.</param>
/// <param name="Modules">Modules beside it, as paths from its folder.</param>
/// <param name="Files">The files that it names, each once.</param>
/// <param name="Literals">All its literals, in which columns may stand.</param>
/// <param name="Targets">Columns that look as if they were predicted, the likeliest first.</param>
/// <param name="Arguments">Options that it wants on its command line and that have no default.</param>
/// <param name="Text">All statements.</param>
internal sealed partial record PythonScript(
    ImmutableArray<string> Packages,
    ImmutableArray<string> Modules,
    ImmutableArray<ScriptFile> Files,
    ImmutableHashSet<string> Literals,
    ImmutableArray<string> Targets,
    ImmutableArray<string> Arguments,
    string Text
)
{
    private const int MostModules = 50;

    /// <summary>Reads it.</summary>
    /// <param name="name">The script's name in its folder, <c>train.py</c>.</param>
    /// <param name="textOf">The text of a file by its path from the script's folder; null when there is none.</param>
    public static PythonScript Read(string name, Func<string, string?> textOf)
    {
        var packages = new SortedSet<string>(StringComparer.Ordinal);
        var modules = new List<string> { name };
        var (statements, literals, targets) = (new List<string>(), new HashSet<string>(), new List<string>());
        var files = new List<ScriptFile>();
        ImmutableArray<string> arguments = [];
        for (var i = 0; i < modules.Count && i < MostModules; i++)
        {
            var paths = new PythonPaths();
            foreach (var written in PythonStatements.Split(textOf(modules[i]) ?? ""))
            {
                foreach (var module in Imported(written))
                {
                    if (ModuleFile(module, textOf) is { } local)
                    {
                        modules.AddRange(modules.Contains(local) ? [] : [local]);
                    }
                    else if (PythonPackages.Of(module.Split('.')[0]) is { } package)
                    {
                        packages.Add(package);
                    }
                }

                var statement = paths.Resolve(written);
                statements.Add(statement);
                literals.UnionWith(PythonPaths.Literals(statement));
                targets.AddRange(Target().Matches(statement).Select(m => m.Groups.Values.Last(g => g.Success).Value));
                files.AddRange(
                    PythonPaths.Literals(statement).Select(l => ScriptFile.Of(l, statement)).OfType<ScriptFile>()
                );
            }

            arguments = i == 0 ? [.. paths.Arguments] : arguments;
        }

        return new PythonScript(
            [.. packages],
            [.. modules.Skip(1)],
            [.. files.GroupBy(f => f.Path.TrimStart('.', '/')).Select(g => g.MaxBy(f => f.Use)!)],
            [.. literals],
            [.. targets.Distinct()],
            arguments,
            string.Join('\n', statements)
        );
    }

    private static IEnumerable<string> Imported(string statement)
    {
        if (From().Match(statement) is { Success: true } from)
        {
            return [from.Groups[1].Value.TrimStart('.')];
        }

        return Import().Match(statement) is { Success: true } import
            ? import.Groups[1].Value.Split(',').Select(part => part.Trim().Split(' ')[0]).Where(part => part.Length > 0)
            : [];
    }

    private static string? ModuleFile(string module, Func<string, string?> textOf) =>
        new[]
        {
            $"{module.Replace('.', '/')}.py",
            $"{module.Replace('.', '/')}/__init__.py",
            $"{module.Split('.')[0]}/__init__.py",
        }.FirstOrDefault(path => module.Length > 0 && textOf(path) is not null);

    [GeneratedRegex(@"^from\s+(\.*[\w.]+)\s+import\b")]
    private static partial Regex From();

    [GeneratedRegex(@"^import\s+(.+)$")]
    private static partial Regex Import();

    [GeneratedRegex(
        """
            ^\w*(?:TARGET|LABEL|target|label)\w*\s*=\s*"([^"]+)"$|^y\w*\s*=\s*[\w.]+\[\s*"([^"]+)"\s*\]|\.pop\(\s*"([^"]+)"\s*\)|\.drop\(\s*(?:columns\s*=\s*)?\[?\s*"([^"]+)"
            """
    )]
    private static partial Regex Target();
}
