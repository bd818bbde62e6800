namespace Assay.EndToEnd.Machine;

/// <summary>The clone of this repository that the tests were built from.</summary>
internal static class Clone
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string File(string path) => Path.Combine(Root, path);

    private static string Find(DirectoryInfo folder) =>
        System.IO.File.Exists(Path.Combine(folder.FullName, "Actions.sln")) ? folder.FullName : Find(folder.Parent!);
}
