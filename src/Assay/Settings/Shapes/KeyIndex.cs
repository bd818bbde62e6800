using System.Collections.Immutable;

namespace Assay.Settings.Shapes;

/// <summary>Every key of assay.yml with the section it belongs to, for those who put one in the wrong place.</summary>
internal static class KeyIndex
{
    /// <summary>All sections, the root first, each with its path: <c>models.NAME.gate</c>.</summary>
    public static ImmutableArray<(string Path, SectionShape Shape)> Sections { get; } =
    [.. Below("", SectionShape.Of(typeof(ProjectSettings)))];

    /// <summary>The key nearest to a name, or null.</summary>
    public static KeyPlace? Nearest(string name)
    {
        var places = Sections.SelectMany(section =>
            section.Shape.Keys.Select(key => new KeyPlace(
                key.Name,
                section.Path.Length == 0 ? "the file" : section.Path
            ))
        );
        var all = places.ToList();
        var nearest = Shapes.Nearest.Of(name, all.Select(place => place.Name));
        return all.Find(place => place.Name == nearest);
    }

    private static IEnumerable<(string, SectionShape)> Below(string path, SectionShape section) =>
        section
            .Keys.Where(key => key.Value.Section is not null)
            .SelectMany(key =>
            {
                var name = key.Value is SectionShape ? key.Name : $"{key.Name}.NAME";
                return Below(path.Length == 0 ? name : $"{path}.{name}", key.Value.Section!);
            })
            .Prepend((path, section));
}

/// <summary>A key and the section it belongs to.</summary>
internal sealed record KeyPlace(string Name, string Section);
