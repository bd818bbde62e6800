using Assay.Core.Names;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Inits;

/// <summary>Looks in a working tree for a training, and reads what it needs to tell about it. Nothing is run.</summary>
/// <param name="root">The working tree, absolute.</param>
internal sealed class ScriptSearch(string root)
{
    private const long LargestScript = 1024 * 1024;
    private const long LargestData = 100 * 1024 * 1024;

    private static readonly string[] UsualScripts = ["train.py", "src/train.py", "training/train.py", "model/train.py"];
    private static readonly string[] UsualRequirements = ["requirements.txt", "pyproject.toml"];

    /// <summary>The one script that is named as a training's usually is; null when there is none or more than one.</summary>
    public string? Usual => UsualScripts.Where(Exists).ToArray() is [var only] ? only : null;

    /// <summary>The path of a script from the root.</summary>
    /// <exception cref="InputError">when it is not there, or not in the repository.</exception>
    public string Named(string full)
    {
        var path = Path.GetRelativePath(root, full).Replace('\\', '/');
        return !File.Exists(full)
                ? throw new InputError(
                    $"from: {Quoted.Value(path)} does not exist; expected the script that trains, such as train.py"
                )
            : !RepositoryPath.TryResolve(path, "", out _, out var expectation)
                ? throw new InputError($"from: {Quoted.Value(path)}: expected {expectation}")
            : !path.EndsWith(".py", StringComparison.OrdinalIgnoreCase)
                ? throw new InputError(
                    $"from: {Quoted.Value(path)} is no Python script; for anything else write {SettingsFile.Name} by hand (docs/assay-yml.md)"
                )
            : path;
    }

    /// <summary>What a script tells, and what has to be written beside it.</summary>
    /// <param name="script">The script, from the root.</param>
    /// <param name="model">The model's name.</param>
    public (FoundModel Model, InitFile? Requirements) Read(string script, string model)
    {
        var home = new RepositoryPath(script).Folder;
        var read = PythonScript.Read(
            Path.GetFileName(script),
            path => Text(home.Length == 0 ? path : $"{home}/{path}")
        );
        var requirements = UsualRequirements.FirstOrDefault(Exists);
        var made =
            requirements is null && !read.Packages.IsEmpty
                ? new InitFile(
                    UsualRequirements[0],
                    $"# What {script} imports; give each the version that you train with.\n{string.Join('\n', read.Packages)}\n"
                )
                : null;
        return (FoundModel.Of(model, script, read, requirements ?? made?.Path, Exists, Glance), made);
    }

    private bool Exists(string path) => Path.Exists(Path.Combine(root, path)) && IsInside(path);

    private string? Text(string path)
    {
        var file = new FileInfo(Path.Combine(root, path));
        return file.Exists && file.Length <= LargestScript && IsInside(path) ? File.ReadAllText(file.FullName) : null;
    }

    private DataGlance? Glance(string path)
    {
        var file = new FileInfo(Path.Combine(root, path));
        return file.Exists && file.Length <= LargestData && path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? DataGlance.Of(File.ReadLines(file.FullName))
            : null;
    }

    // A link may lead anywhere.
    private bool IsInside(string path) => new FileInfo(Path.Combine(root, path)).LinkTarget is null;
}
