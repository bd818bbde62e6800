namespace Assay.Tests.Oracles;

/// <summary>Where expected values are read from: the folder named by ASSAY_ORACLES, else tests/oracles.</summary>
internal static class OracleFolder
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("ASSAY_ORACLES") is { Length: > 0 } named
            ? named
            : System.IO.Path.Combine(RepositoryRoot(), "tests", "oracles");

    public static IEnumerable<string> Families() =>
        Directory
            .EnumerateFiles(Path, "*.json")
            .Select(file => System.IO.Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Actions.sln")))
        {
            folder =
                Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("no Actions.sln above");
        }

        return folder;
    }
}
