using System.Diagnostics.CodeAnalysis;
using Assay.Core.Conditions;

namespace Assay.Core.Metrics;

/// <summary>
/// Reads <c>FUNCTION(COLUMN [where ANSWER])</c>: <c>sum(amount where tp)</c>. A column whose name has other characters than
/// letters, digits, <c>_ . -</c> stands in double quotes.
/// </summary>
public static class ColumnAggregateParser
{
    private const string Example = "sum(amount where tp)";

    /// <summary>Reads the whole of <paramref name="text"/>.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out ColumnAggregate? aggregate,
        [NotNullWhen(false)] out SyntaxFault? fault
    )
    {
        var reader = new SyntaxReader(text, "an aggregate of a column", Example);
        aggregate = Read(reader, text);
        fault = reader.Fault;
        return aggregate is not null;
    }

    private static ColumnAggregate? Read(SyntaxReader reader, string text)
    {
        reader.SkipSpaces();
        var function = OneOf<AggregateFunction>(reader, "expected one of sum, mean, count at the beginning");
        reader.SkipSpaces();
        Expect(reader, "(");
        reader.SkipSpaces();
        var column = ReadColumn(reader);
        reader.SkipSpaces();
        var where = ReadWhere(reader);
        reader.SkipSpaces();
        Expect(reader, ")");
        reader.SkipSpaces();
        if (!reader.AtEnd)
        {
            reader.Fail($"expected nothing after ')', found {reader.Found()}");
        }

        return reader.Fault is null && function is not null && column is not null
            ? new ColumnAggregate(function.Value, column, where, text)
            : null;
    }

    private static string? ReadColumn(SyntaxReader reader)
    {
        var column = reader.Take("\"") ? reader.TakeUntil('"') : reader.TakeName(BelongsToColumn);
        if (string.IsNullOrEmpty(column))
        {
            reader.Fail("expected a column's name after '('");
        }

        return column;
    }

    private static AnswerKind? ReadWhere(SyntaxReader reader)
    {
        if (!reader.Take("where"))
        {
            return null;
        }

        reader.SkipSpaces();
        return OneOf<AnswerKind>(reader, "expected one of tp, fp, tn, fn after 'where'");
    }

    private static T? OneOf<T>(SyntaxReader reader, string expectation)
        where T : struct, Enum
    {
        var start = reader.Position;
        var word = reader.TakeName(char.IsAsciiLetterOrDigit);
        foreach (var value in Enum.GetValues<T>())
        {
            if (word == Spelling(value))
            {
                return value;
            }
        }

        reader.Fail($"{expectation}, found {reader.Found(word)}", start);
        return null;
    }

    private static string Spelling<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void Expect(SyntaxReader reader, string character)
    {
        if (!reader.Take(character))
        {
            reader.Fail($"expected '{character}', found {reader.Found()}");
        }
    }

    private static bool BelongsToColumn(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
}
