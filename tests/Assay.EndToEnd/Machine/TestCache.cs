namespace Assay.EndToEnd.Machine;

/// <summary>The folder outside the clone that <c>.ci/run</c> fills: root file systems of base images, npm packages.</summary>
internal static class TestCache
{
    private static readonly string _folder =
        Environment.GetEnvironmentVariable("ASSAY_CACHE") is { Length: > 0 } named ? named
        : Directory.Exists("/var/cache/assay-ci") ? "/var/cache/assay-ci"
        : System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".cache",
            "assay-ci"
        );

    public static string Path(string name) => System.IO.Path.Combine(_folder, name);
}
