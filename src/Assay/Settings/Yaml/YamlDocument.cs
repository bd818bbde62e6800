using Assay.Toolkit;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Settings.Yaml;

/// <summary>Reads YAML as a tree with places, within bounds that no honest file comes near.</summary>
internal static class YamlDocument
{
    private const int LargestText = 256 * 1024;

    /// <summary>The file's one document, or null when it has none that can be read; what is wrong is added to the problems.</summary>
    public static YamlNode? Read(string text, string file, ICollection<Problem> problems)
    {
        if (text.Length > LargestText)
        {
            problems.Add(
                new Problem($"is larger than {LargestText / 1024} KiB; move parts to files under include:", new(file))
            );
            return null;
        }

        var written = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (ControlCharacter.In(written, file) is { } problem)
        {
            problems.Add(problem);
            return null;
        }

        var parser = new Parser(new StringReader(Placeholders.Hide(written)));
        try
        {
            return ReadStream(parser, file, problems);
        }
        catch (YamlException e)
        {
            problems.Add(SyntaxProblem.Of(e, written, file));
        }
        catch (InvalidOperationException)
        {
            // The parser's way to say that the text ends, or a line begins, inside an unclosed [ or {.
            var last = parser.Current?.Start ?? Mark.Empty;
            problems.Add(SyntaxProblem.Unclosed(file, (int)last.Line, (int)last.Column));
        }

        return null;
    }

    private static YamlNode? ReadStream(Parser parser, string file, ICollection<Problem> problems)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            problems.Add(new Problem("is empty; it begins with 'version: 1'", new(file)));
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = new YamlComposer(parser, file, problems).Compose();
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out var next))
        {
            var place = new SourceLocation(file, (int)parser.Current!.Start.Line, (int)parser.Current.Start.Column);
            problems.Add(new Problem("a second document begins here; one file holds one: remove the '---'", place));
        }

        if (root.Size == YamlNode.TooMany)
        {
            problems.Add(
                new Problem($"it holds {YamlNode.TooMany:N0} values or more, each alias written out", new(file))
            );
            return null;
        }

        return root;
    }
}
