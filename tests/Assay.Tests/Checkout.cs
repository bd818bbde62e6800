namespace Assay.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string Find(string? folder) =>
        folder is null ? throw new InvalidOperationException("the tests do not run inside of a checkout")
        : File.Exists(Path.Combine(folder, "Actions.sln")) ? folder
        : Find(Path.GetDirectoryName(folder));
}
