using System.Text.RegularExpressions;

namespace Assay.Tests.House;

/// <summary>A file of this clone that people write.</summary>
/// <param name="Path">From the root, with slashes: "src/Assay/Program.cs".</param>
internal sealed partial record SourceFile(string Path)
{
    private static readonly string _root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public string Text => File.ReadAllText(System.IO.Path.Combine(_root, Path));

    public IEnumerable<SourceLine> Lines =>
        Text.Split('\n').Select((text, index) => new SourceLine(this, index + 1, text));

    public static SourceFile At(string path) => new(path);

    /// <summary>The C# files under folders of the clone: "src", "src/Assay.Core".</summary>
    public static IReadOnlyList<SourceFile> CSharp(params string[] folders) => All("*.cs", folders);

    /// <summary>The Markdown files of the clone.</summary>
    public static IReadOnlyList<SourceFile> Markdown() => All("*.md", [""]);

    /// <summary>The workflows in a folder of the clone.</summary>
    public static IReadOnlyList<SourceFile> Yaml(string folder) => All("*.yml", [folder]);

    public static bool Exists(string path) => System.IO.Path.Exists(System.IO.Path.Combine(_root, path));

    private static IReadOnlyList<SourceFile> All(string pattern, string[] folders) =>
        [
            .. folders
                .SelectMany(f =>
                    Directory.EnumerateFiles(System.IO.Path.Combine(_root, f), pattern, SearchOption.AllDirectories)
                )
                .Select(path => System.IO.Path.GetRelativePath(_root, path).Replace('\\', '/'))
                .Where(path => !Made().IsMatch(path))
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(path)),
        ];

    private static string Find(DirectoryInfo folder) =>
        File.Exists(System.IO.Path.Combine(folder.FullName, "Actions.sln")) ? folder.FullName : Find(folder.Parent!);

    [GeneratedRegex("(^|/)(bin|obj|node_modules|\\.git|TestResults|\\.assay)/")]
    private static partial Regex Made();
}
