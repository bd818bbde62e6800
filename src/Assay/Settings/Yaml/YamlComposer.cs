using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Toolkit;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Settings.Yaml;

/// <summary>Makes a tree of a parser's events. An alias is the very node that it names; merge keys are merged.</summary>
internal sealed class YamlComposer(IParser parser, string file, ICollection<Problem> problems)
{
    private const int Deepest = 40;
    private const string MergeKey = "<<";

    private readonly Dictionary<AnchorName, YamlNode> _anchors = [];
    private int _depth;

    /// <summary>Takes the node that comes next.</summary>
    public YamlNode Compose()
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Resolve(alias);
        }

        parser.Accept<NodeEvent>(out var first);
        if (++_depth > Deepest)
        {
            throw new YamlException(first!.Start, first.End, $"more than {Deepest} levels deep");
        }

        YamlNode node = first switch
        {
            MappingStart => ComposeMapping(),
            SequenceStart => ComposeSequence(),
            _ => ComposeScalar(),
        };
        _depth--;
        if (!first!.Anchor.IsEmpty)
        {
            _anchors[first.Anchor] = node;
        }

        if (!first.Tag.IsEmpty && !first.Tag.IsNonSpecific)
        {
            problems.Add(
                new Problem($"the tag {Quoted.Value(first.Tag.Value)} is not used here; remove it", node.Location)
            );
        }

        return node;
    }

    private YamlNode Resolve(AnchorAlias alias)
    {
        if (_anchors.TryGetValue(alias.Value, out var node))
        {
            return node;
        }

        throw new YamlException(
            alias.Start,
            alias.End,
            $"the alias {Quoted.Value($"*{alias.Value.Value}")} names no anchor that ends before it"
        );
    }

    private YamlScalar ComposeScalar()
    {
        var scalar = parser.Consume<Scalar>();
        return new YamlScalar(
            Placeholders.Show(scalar.Value),
            scalar.Style is ScalarStyle.Plain or ScalarStyle.Any,
            TextColumn(scalar),
            At(scalar.Start)
        );
    }

    private YamlSequence ComposeSequence()
    {
        var start = parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Compose());
        }

        return new YamlSequence(items.ToImmutable(), At(start.Start));
    }

    private YamlMapping ComposeMapping()
    {
        var start = parser.Consume<MappingStart>();
        var entries = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        var merged = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var (key, value) = (Compose(), Compose());
            if (key is not YamlScalar { Text: var name } scalar)
            {
                problems.Add(new Problem("a key is one word, not a list or a mapping", key.Location));
            }
            else if (name == MergeKey && scalar.Plain)
            {
                merged.AddRange(Merged(value));
            }
            else if (!entries.TryAdd(name, new YamlEntry(name, key.Location, value)))
            {
                var first = entries[name].KeyLocation;
                problems.Add(
                    new Problem(
                        $"key {Quoted.Value(name)} is given twice; it stands on line {first.Line} already",
                        key.Location
                    )
                );
            }
        }

        foreach (var entry in merged)
        {
            entries.TryAdd(entry.Key, entry);
        }

        return new YamlMapping([.. entries.Values], At(start.Start));
    }

    private IEnumerable<YamlEntry> Merged(YamlNode value)
    {
        switch (value)
        {
            case { Size: YamlNode.TooMany }:
                return [];
            case YamlMapping mapping:
                return mapping.Entries;
            case YamlSequence sequence:
                return sequence.Items.SelectMany(Merged);
            default:
                problems.Add(new Problem("'<<' merges a mapping, or a list of mappings", value.Location));
                return [];
        }
    }

    // Of a single line whose length in the file is that of its text: with escapes no column inside it is known.
    private static int? TextColumn(Scalar scalar)
    {
        var quotes = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        var start = scalar.End.Column - scalar.Value.Length - quotes;
        var isOneToOne =
            scalar.Start.Line == scalar.End.Line
            && (scalar.Anchor.IsEmpty && scalar.Tag.IsEmpty ? start == scalar.Start.Column + quotes : quotes == 0);
        return isOneToOne ? (int)start : null;
    }

    private SourceLocation At(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
