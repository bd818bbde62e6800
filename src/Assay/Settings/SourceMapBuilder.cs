using System.Collections.Immutable;
using Assay.Settings.Yaml;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>Gathers the places of a section while it is read.</summary>
/// <param name="section">The place of the key that introduces it.</param>
internal sealed class SourceMapBuilder(SourceLocation section)
{
    private readonly ImmutableDictionary<(string Property, int? Index), SourceLocation>.Builder _values =
        ImmutableDictionary.CreateBuilder<(string Property, int? Index), SourceLocation>();
    private readonly ImmutableHashSet<string>.Builder _failed = ImmutableHashSet.CreateBuilder<string>();

    public bool Has(string property) => _values.ContainsKey((property, null));

    public void Fail(string property) => _failed.Add(property);

    public void Add(string property, YamlEntry entry)
    {
        _values[(property, null)] = entry.Value is YamlScalar ? entry.Value.Location : entry.KeyLocation;
        if (entry.Value is YamlSequence sequence)
        {
            for (var i = 0; i < sequence.Items.Length; i++)
            {
                _values[(property, i)] = sequence.Items[i].Location;
            }
        }
    }

    public SourceMap Build() => new(section, _values.ToImmutable(), _failed.ToImmutable());
}
