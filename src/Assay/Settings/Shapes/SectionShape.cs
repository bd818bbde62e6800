using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Assay.Core.Names;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>A mapping whose keys are the properties of a record.</summary>
internal sealed class SectionShape : ValueShape
{
    private const int KeysShown = 6;
    private static readonly ConcurrentDictionary<Type, SectionShape> All = new();

    private SectionShape(Type type)
    {
        Type = type;
        Keys =
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            let attribute = property.GetCustomAttribute<KeyAttribute>()
            where attribute is not null
            orderby property.MetadataToken
            select new KeyShape(property, attribute),
        ];
    }

    public Type Type { get; }

    /// <summary>In the order of the declaration.</summary>
    public ImmutableArray<KeyShape> Keys { get; }

    public override string Label => "mapping";

    public override SectionShape? Section => this;

    /// <summary>The one shape of a section's type.</summary>
    public static SectionShape Of(Type type) => All.GetOrAdd(type, key => new SectionShape(key));

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        if (node is not YamlMapping mapping)
        {
            return place.Expected($"a mapping with keys such as {Names()}", node);
        }

        var section = (SettingsSection)Activator.CreateInstance(Type)!;
        var source = new SourceMapBuilder(place.Location);
        foreach (var entry in mapping.Entries)
        {
            ReadKey(entry, section, source, place);
        }

        foreach (var key in Keys.Where(key => key.Required && !source.Has(key.Property)))
        {
            source.Fail(key.Property);
            place.Wrong(Missing(key, place), place.Location);
        }

        var complete = section with { Source = source.Build() };
        foreach (var problem in complete.Check(place.Name))
        {
            place.Problems.Add(problem);
        }

        return complete;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => definitions.Reference(this);

    private void ReadKey(YamlEntry entry, SettingsSection section, SourceMapBuilder source, ReadingPlace place)
    {
        var key = Keys.FirstOrDefault(candidate => candidate.Name == entry.Key);
        if (key is null)
        {
            place.Wrong(Unknown(entry.Key, place), entry.KeyLocation);
            return;
        }

        source.Add(key.Property, entry);
        if (key.Value.Read(entry.Value, place.Below(entry, key.Example)) is { } value)
        {
            key.Set(section, value);
        }
        else
        {
            source.Fail(key.Property);
        }
    }

    private string Unknown(string name, ReadingPlace place)
    {
        var inPlace = place.Path.Length == 0 ? "" : $" in {place.Path}";
        var expected = $"unknown key {Quoted.Value(name)}{inPlace} (expected one of: {Names()})";
        var nearest = Nearest.Of(name, Keys.Select(key => key.Name));
        if (nearest is not null)
        {
            return $"{expected}. Did you mean '{nearest}'?";
        }

        var elsewhere = KeyIndex.Nearest(name);
        return elsewhere is null
            ? expected
            : $"{expected}. Did you mean '{elsewhere.Name}'? It is a key of {elsewhere.Section}.";
    }

    private static string Missing(KeyShape key, ReadingPlace place)
    {
        var example = key.Example is null ? "" : $", for example '{key.Name}: {key.Example}'";
        return $"{place.Name} lacks '{key.Name}'{example}: {key.Description}";
    }

    private string Names() =>
        string.Join(", ", Keys.Take(KeysShown).Select(key => key.Name)) + (Keys.Length > KeysShown ? ", …" : "");
}
