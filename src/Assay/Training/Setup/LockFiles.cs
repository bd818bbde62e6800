using System.Collections.Immutable;
using Assay.Training.Files;

namespace Assay.Training.Setup;

/// <summary>The files that say what a setup installs: those that its command names, and the usual ones.</summary>
internal static class LockFiles
{
    private static readonly string[] Usual =
    [
        "requirements*.txt",
        "pyproject.toml",
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "Pipfile.lock",
        "environment*.y*ml",
        "conda-lock.yml",
        "pixi.lock",
        "package-lock.json",
        "packages.lock.json",
        "renv.lock",
        "Manifest.toml",
        "Cargo.lock",
        "go.sum",
    ];

    private static readonly char[] BetweenWords = [.. " \t\n'\"=;|&<>()"];

    /// <summary>Patterns of the usual ones, from the root, whether or not they are there.</summary>
    public static IEnumerable<string> UsualIn(string folder) =>
        Usual.Select(name => folder.Length == 0 ? name : $"{folder}/{name}");

    /// <summary>What a command's words may name, from the root, whether or not it is there.</summary>
    public static IEnumerable<string> Named(string folder, UserCommand command) =>
        command
            .ToString()
            .Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !Path.IsPathRooted(name) && !name.Split('/').Contains("..") && name.Contains('.'))
            .Select(name => folder.Length == 0 ? name : $"{folder}/{name}");

    /// <param name="files">The workspace.</param>
    /// <param name="folder">Where the command starts, from the root; empty for the root.</param>
    /// <param name="command">The setup command.</param>
    public static ImmutableArray<InputPath> Find(WorkspaceFiles files, string folder, UserCommand command) =>
        [
            .. UsualIn(folder)
                .Concat(Named(folder, command))
                .SelectMany(path => files.Find(path))
                .Select(file => new InputPath(file.Path))
                .Distinct(),
        ];
}
