using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Assay.Core.Names;
using Assay.Toolkit;

namespace Assay.Training.Logs;

/// <summary>Reads JSON as Python writes it, bare NaN and Infinity included, with the place of every value.</summary>
internal sealed class LoggedJson
{
    private readonly string _file;
    private readonly byte[] _bytes;
    private readonly Dictionary<long, string> _bare = [];
    private readonly int _firstLine;
    private (int Index, int Line, int Column) _at;

    private LoggedJson(string text, string file, int firstLine)
    {
        (_file, _firstLine, _at) = (file, firstLine, (0, firstLine, 1));
        _bytes = Encoding.UTF8.GetBytes(text);
        ReplaceBareWords();
    }

    /// <param name="text">The document.</param>
    /// <param name="file">The file's path, for messages.</param>
    /// <param name="firstLine">The line of the file where the document begins.</param>
    /// <exception cref="InputError">when it is not JSON.</exception>
    public static LoggedNode Parse(string text, string file, int firstLine = 1) =>
        new LoggedJson(text, file, firstLine).Read();

    private LoggedNode Read()
    {
        if (_bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new InputError(
                "the file is empty; expected JSON, such as {}",
                new SourceLocation(_file, _firstLine, 1)
            );
        }

        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = LoggedNode.MaxDepth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader);
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            // What follows is advice to whoever calls the reader.
            var reason = e.Message.Split([" LineNumber:", " Change the reader", " Path:"], StringSplitOptions.None)[0];
            throw new InputError(
                $"this is not JSON: {reason}",
                new SourceLocation(_file, (int?)e.LineNumber + _firstLine, (int?)e.BytePositionInLine + 1)
            );
        }
    }

    private LoggedNode ReadValue(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(ref reader),
            JsonTokenType.StartArray => ReadList(ref reader),
            JsonTokenType.String => new LoggedScalar(reader.GetString()!, At(reader.TokenStartIndex)),
            _ => new LoggedScalar(
                _bare.GetValueOrDefault(reader.TokenStartIndex) ?? Encoding.UTF8.GetString(reader.ValueSpan),
                At(reader.TokenStartIndex)
            ),
        };

    private LoggedMap ReadMap(ref Utf8JsonReader reader)
    {
        var location = At(reader.TokenStartIndex);
        var entries = ImmutableArray.CreateBuilder<LoggedEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            if (!keys.Add(key))
            {
                throw new InputError($"{Quoted.Value(key)} stands here twice; keep one", At(reader.TokenStartIndex));
            }

            reader.Read();
            entries.Add(new LoggedEntry(key, ReadValue(ref reader)));
        }

        return new LoggedMap(entries.ToImmutable(), location);
    }

    private LoggedList ReadList(ref Utf8JsonReader reader)
    {
        var location = At(reader.TokenStartIndex);
        var items = ImmutableArray.CreateBuilder<LoggedNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return new LoggedList(items.ToImmutable(), location);
    }

    // The reader knows no NaN. A number as long as the word stands in for it, so that no place moves.
    private void ReplaceBareWords()
    {
        var inString = false;
        for (var i = 0; i < _bytes.Length; i++)
        {
            if (_bytes[i] == '"')
            {
                inString = !inString;
            }
            else if (inString)
            {
                i += _bytes[i] == '\\' ? 1 : 0;
            }
            else if (WordAt(i) is { } word)
            {
                var negative = i > 0 && _bytes[i - 1] == '-';
                _bare[negative ? i - 1 : i] = negative ? "-" + word : word;
                Encoding.ASCII.GetBytes("0." + new string('0', word.Length - 2)).CopyTo(_bytes, i);
                i += word.Length - 1;
            }
        }
    }

    private string? WordAt(int index) =>
        _bytes[index] switch
        {
            (byte)'N' when _bytes.AsSpan(index).StartsWith("NaN"u8) => "NaN",
            (byte)'I' when _bytes.AsSpan(index).StartsWith("Infinity"u8) => "Infinity",
            _ => null,
        };

    // Tokens come in order, so each look goes on from the last.
    private SourceLocation At(long index)
    {
        var passed = _bytes.AsSpan(_at.Index..(int)index);
        var lines = passed.Count((byte)'\n');
        var column = Encoding.UTF8.GetCharCount(passed[(passed.LastIndexOf((byte)'\n') + 1)..]);
        _at = ((int)index, _at.Line + lines, lines > 0 ? column + 1 : _at.Column + column);
        return new SourceLocation(_file, _at.Line, _at.Column);
    }
}
