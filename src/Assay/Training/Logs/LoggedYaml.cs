using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Toolkit;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Training.Logs;

/// <summary>Reads the first document of a YAML file; aliases and merge keys are followed.</summary>
internal sealed class LoggedYaml
{
    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, LoggedNode> _anchors = [];
    private int _depth;

    private LoggedYaml(string text, string file) => (_file, _parser) = (file, new Parser(new StringReader(text)));

    /// <exception cref="InputError">when it is not YAML.</exception>
    public static LoggedNode Parse(string text, string file)
    {
        var yaml = new LoggedYaml(text, file);
        try
        {
            return yaml.ReadDocument();
        }
        catch (YamlException e)
        {
            throw new InputError(
                $"this is not YAML: {e.Message}",
                new SourceLocation(file, (int)e.Start.Line, (int)e.Start.Column)
            );
        }
        catch (InvalidOperationException)
        {
            // The scanner's way to say that a plain text ends where none may.
            var at = yaml._parser.Current?.End ?? Mark.Empty;
            throw new InputError("this is not YAML", new SourceLocation(file, (int)at.Line, (int)at.Column));
        }
    }

    private LoggedNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return new LoggedMap([], new SourceLocation(_file));
        }

        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        return _parser.TryConsume<DocumentStart>(out var second)
            ? throw new InputError("a second document begins here; only one is read", At(second.Start))
            : root;
    }

    private LoggedNode ReadNode()
    {
        var next = _parser.Current!;
        if (next is AnchorAlias alias)
        {
            _parser.MoveNext();
            return _anchors.GetValueOrDefault(alias.Value)
                ?? throw new InputError($"nothing before this is named '&{alias.Value}'", At(alias.Start));
        }

        if (++_depth > LoggedNode.MaxDepth)
        {
            throw new InputError($"this is nested deeper than {LoggedNode.MaxDepth} levels", At(next.Start));
        }

        LoggedNode node =
            next is MappingStart ? ReadMap()
            : next is SequenceStart ? ReadList()
            : new LoggedScalar(_parser.Consume<Scalar>().Value, At(next.Start));
        _depth--;
        if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor] = node;
        }

        return node;
    }

    private LoggedMap ReadMap()
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new OrderedDictionary<string, LoggedNode>(StringComparer.Ordinal);
        var merged = new List<LoggedNode>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = At(_parser.Current!.Start);
            var key = ReadNode() is LoggedScalar scalar
                ? scalar.Text
                : throw new InputError("a key must be a text", at);
            var value = ReadNode();
            if (key == "<<")
            {
                merged.Add(value);
            }
            else if (!entries.TryAdd(key, value))
            {
                throw new InputError($"{Quoted.Value(key)} stands here twice; keep one", at);
            }
        }

        foreach (var entry in merged.SelectMany(Maps).SelectMany(map => map.Entries))
        {
            entries.TryAdd(entry.Key, entry.Value);
        }

        return new LoggedMap([.. entries.Select(e => new LoggedEntry(e.Key, e.Value))], At(start.Start));
    }

    private LoggedList ReadList()
    {
        var start = _parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<LoggedNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode());
        }

        return new LoggedList(items.ToImmutable(), At(start.Start));
    }

    private static IEnumerable<LoggedMap> Maps(LoggedNode node) =>
        node is LoggedList list ? list.Items.OfType<LoggedMap>() : new[] { node }.OfType<LoggedMap>();

    private SourceLocation At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);
}
