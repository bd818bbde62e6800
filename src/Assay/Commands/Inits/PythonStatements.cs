using System.Text;

namespace Assay.Commands.Inits;

/// <summary>Python's text as its statements, each on one line, without comments and documentation. Nothing is run.</summary>
internal static class PythonStatements
{
    /// <summary>Splits a text; one that is not Python gives statements that make no sense, and no error.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var statement = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\'')
            {
                var end = EndOfString(text, i);
                statement.Append(Literal(text[i..end]));
                i = end - 1;
            }
            else if (c == '#')
            {
                i = EndOfLine(text, i) - 1;
            }
            else if (c == '\\' && i + 1 < text.Length && text[i + 1] is '\n' or '\r')
            {
                i++;
            }
            else if (c is '\n' && depth <= 0)
            {
                foreach (var whole in Whole(statement))
                {
                    yield return whole;
                }

                depth = 0;
            }
            else
            {
                depth +=
                    c is '(' or '[' or '{' ? 1
                    : c is ')' or ']' or '}' ? -1
                    : 0;
                statement.Append(char.IsWhiteSpace(c) ? ' ' : c);
            }
        }

        foreach (var whole in Whole(statement))
        {
            yield return whole;
        }
    }

    // A string alone is documentation.
    private static IEnumerable<string> Whole(StringBuilder statement)
    {
        var text = statement.ToString().Trim();
        statement.Clear();
        if (text.Length > 0 && !text.StartsWith('"'))
        {
            yield return text;
        }
    }

    private static int EndOfString(string text, int start)
    {
        var quote = text[start];
        var mark = text.AsSpan(start).StartsWith(new string(quote, 3)) ? new string(quote, 3) : quote.ToString();
        for (var i = start + mark.Length; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text.AsSpan(i).StartsWith(mark))
            {
                return i + mark.Length;
            }
            else if (text[i] == '\n' && mark.Length == 1)
            {
                return i;
            }
        }

        return text.Length;
    }

    // All literals in double quotes; what no path holds is left out.
    private static string Literal(string literal)
    {
        var content = literal.Trim(literal[0]);
        return content.AsSpan().IndexOfAny("\"\\\n") >= 0 ? "\"\"" : $"\"{content}\"";
    }

    private static int EndOfLine(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end;
    }
}
