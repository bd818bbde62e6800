using System.Text.Json;

namespace Assay.Tests.Oracles;

/// <summary>Where expected values are read from: the folder named by ASSAY_ORACLES, else tests/oracles.</summary>
internal static class OracleFolder
{
    /// <summary>The folder.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("ASSAY_ORACLES") is { Length: > 0 } named
            ? named
            : Checkout.PathOf("tests/oracles");

    /// <summary>Names of the families' files.</summary>
    public static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Root, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>The family that a file says it is, else its name.</summary>
    public static string FamilyOf(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf(file)));
        return
            document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("family", out var family)
            ? family.GetString()!
            : Path.GetFileNameWithoutExtension(file);
    }

    public static string PathOf(string file) => Path.Combine(Root, file);
}
