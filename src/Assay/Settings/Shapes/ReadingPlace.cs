using Assay.Core.Names;
using Assay.Settings.Yaml;
using Assay.Toolkit;

namespace Assay.Settings.Shapes;

/// <summary>Where the reader is, and what it found wrong so far.</summary>
/// <param name="Path">Keys from the root, joined by dots; empty at the root.</param>
/// <param name="Example">A right value, as YAML, or null.</param>
/// <param name="Location">Of the key that introduces the value.</param>
/// <param name="Folder">The file's folder, from the repository's root; empty at the root.</param>
/// <param name="Problems">What is wrong so far.</param>
internal sealed record ReadingPlace(
    string Path,
    string? Example,
    SourceLocation Location,
    string Folder,
    ICollection<Problem> Problems
)
{
    /// <summary>The key, as a message names it.</summary>
    public string Name => Path.Length == 0 ? Location.File : Path;

    public ReadingPlace Below(YamlEntry entry, string? example) =>
        this with
        {
            Path = Path.Length == 0 ? entry.Key : $"{Path}.{entry.Key}",
            Example = example,
            Location = entry.KeyLocation,
        };

    /// <summary>Says that a value is not what was expected, and gives null.</summary>
    public object? Expected(string expectation, YamlNode found, string? meant = null)
    {
        var example = Example is null ? "" : $", for example {Example}";
        var nearest = meant is null ? "" : $". Did you mean '{meant}'?";
        return Wrong($"{Found(found)} in {Name}: expected {expectation}{example}{nearest}", found.Location);
    }

    /// <summary>Says what is wrong, and gives null.</summary>
    public object? Wrong(string message, SourceLocation location)
    {
        Problems.Add(new Problem(message, location));
        return null;
    }

    private static string Found(YamlNode node) =>
        node switch
        {
            YamlSequence => "a list",
            YamlMapping => "a mapping",
            YamlScalar { Kind: ScalarKind.Null } => "nothing",
            YamlScalar scalar => Quoted.Value(scalar.Text),
            _ => "a value",
        };
}
