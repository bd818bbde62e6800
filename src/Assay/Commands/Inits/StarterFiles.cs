namespace Assay.Commands.Inits;

/// <summary>The templates that ship with the program, as they stand in <c>workflows-templates/</c>.</summary>
internal static class StarterFiles
{
    private const string Prefix = "Assay.Templates/";

    /// <summary>Paths of those in a folder and below, <c>gitlab/flows/model-mr.yml</c>, in order.</summary>
    public static IEnumerable<string> In(string folder) =>
        typeof(StarterFiles)
            .Assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith($"{Prefix}{folder}/", StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal);

    /// <summary>The text of one.</summary>
    public static string Read(string path)
    {
        var assembly = typeof(StarterFiles).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.Replace('\\', '/') == Prefix + path);
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
