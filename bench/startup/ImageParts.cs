using System.Text.RegularExpressions;

namespace Assay.Bench.Startup;

/// <summary>What the image's files are, by whose they are.</summary>
internal static class ImageParts
{
    private static readonly (string Title, string Files)[] _parts =
    [
        ("DuckDB", "libduckdb|DuckDB"),
        ("ONNX Runtime", "onnxruntime|OnnxRuntime"),
        ("SkiaSharp, HarfBuzz, ScottPlot", "Skia|HarfBuzz|ScottPlot"),
        ("ML.NET, for the demo", @"/Microsoft\.ML|FastTree|CpuMath|Newtonsoft|/demo/|churn-train"),
        ("model server and web framework", @"assay-serving|/Microsoft\.(AspNetCore|Extensions)|Yarp"),
        ("assay", "/lib/assay/([Aa]ssay)"),
        (".NET", @"/lib/assay/(System\.|Microsoft\.|lib|netstandard|mscorlib)"),
        ("other libraries", "/lib/assay/"),
        ("git", "/git"),
        ("glibc, OpenSSL, GnuTLS, curl and what they need", "/lib|/etc|/bin"),
    ];

    public static IEnumerable<Share> Of(string folder)
    {
        var all = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        var files = new DirectoryInfo(folder)
            .EnumerateDirectories()
            .Where(directory => directory.LinkTarget is null && !UnpackedImage.Mounts.Contains(directory.Name))
            .SelectMany(directory => directory.EnumerateFiles("*", all))
            .ToLookup(file => TitleOf(file.FullName[folder.Length..]), file => file.Length / 1e6);
        return files.Select(part => new Share(part.Key, part.Sum())).OrderByDescending(part => part.Megabytes);
    }

    private static string TitleOf(string path) =>
        _parts.FirstOrDefault(part => Regex.IsMatch(path, part.Files)) is { Title: { } title } ? title : "else";
}
