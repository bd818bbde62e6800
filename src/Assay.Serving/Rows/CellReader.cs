using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Assay.Core.Names;
using Assay.Core.Serving;

namespace Assay.Serving.Rows;

/// <summary>Reads one JSON value as a column's cell, or says what is wrong with it.</summary>
internal static class CellReader
{
    private const double Two63 = 9223372036854775808.0;

    /// <summary>Reads the value that the reader stands on; what is no plain value is skipped.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, ColumnRule rule, RowBatch rows, out long cell)
    {
        cell = rule.MissingCell;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return rule.Missing;
            case JsonTokenType.Number:
                return rule.Type != ColumnType.Text && TryNumber(ref reader, rule, out cell);
            case JsonTokenType.True or JsonTokenType.False when rule.Type == ColumnType.Boolean:
                cell = CellOf(rule, reader.TokenType == JsonTokenType.True ? 1 : 0);
                return true;
            case JsonTokenType.String when rule.Type == ColumnType.Text:
                return TryText(ref reader, rows, out cell);
            default:
                reader.Skip();
                return false;
        }
    }

    /// <summary>A whole number as a cell of the column.</summary>
    public static long CellOf(ColumnRule rule, long value) =>
        rule.Cell == CellKind.Whole ? value : BitConverter.DoubleToInt64Bits(value);

    /// <summary>A number as a cell of the column, if it fits.</summary>
    public static bool TryNumber(double value, ColumnRule rule, out long cell)
    {
        var whole = rule.Type != ColumnType.Number || rule.Cell == CellKind.Whole;
        var fits =
            value >= rule.Least
            && value <= rule.Greatest
            && (!whole || (Math.Floor(value) == value && value >= -Two63 && value < Two63))
            && (rule.Type != ColumnType.Boolean || value is 0 or 1);
        cell =
            !fits ? 0
            : rule.Cell == CellKind.Whole ? (long)value
            : BitConverter.DoubleToInt64Bits(value);
        return fits;
    }

    /// <summary>A whole number as a cell of the column, if it fits.</summary>
    public static bool TryWhole(long value, ColumnRule rule, out long cell)
    {
        cell = CellOf(rule, value);
        return value >= rule.Least && value <= rule.Greatest && (rule.Type != ColumnType.Boolean || value is 0 or 1);
    }

    /// <summary>Why a value did not fit: the reader stands on it, or on the end of it.</summary>
    public static string Problem(ref Utf8JsonReader reader, ColumnRule rule)
    {
        var wanted = Wanted(rule);
        return reader.TokenType switch
        {
            JsonTokenType.Null => $"is null, expected {wanted}",
            JsonTokenType.Number => $"expected {wanted}{TypeRange(rule, wanted)}, got {Shortened(ref reader)}",
            JsonTokenType.True => $"expected {wanted}, got true",
            JsonTokenType.False => $"expected {wanted}, got false",
            JsonTokenType.String when rule.Type == ColumnType.Text => "is not valid Unicode text",
            JsonTokenType.String => $"expected {wanted}, got the text {TextOf(ref reader)}",
            JsonTokenType.EndArray => $"expected {wanted}, got an array",
            _ => $"expected {wanted}, got an object",
        };
    }

    /// <summary>What a column takes, in words.</summary>
    public static string Wanted(ColumnRule rule)
    {
        var kind = rule switch
        {
            { Type: ColumnType.Text } => "a text",
            { Type: ColumnType.Boolean } => "true or false",
            { Type: ColumnType.Number, Cell: CellKind.Number } => "a number",
            _ => "a whole number",
        };
        return rule.Type is ColumnType.Text or ColumnType.Boolean ? kind : kind + Range(rule);
    }

    private static string Range(ColumnRule rule) =>
        (rule.Least > float.MinValue, rule.Greatest < float.MaxValue) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {rule.Least} to {rule.Greatest}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at least {rule.Least}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at most {rule.Greatest}"),
            _ => "",
        };

    // What the type of the model's input can hold is said to whom it concerns only.
    private static string TypeRange(ColumnRule rule, string wanted) =>
        rule.Type == ColumnType.Number && wanted == "a number" && rule.Greatest <= float.MaxValue
            ? " that 32 bits can hold"
            : "";

    private static bool TryNumber(ref Utf8JsonReader reader, ColumnRule rule, out long cell) =>
        rule.Cell == CellKind.Whole && reader.TryGetInt64(out var whole)
            ? TryWhole(whole, rule, out cell)
            : TryNumber(reader.TryGetDouble(out var value) ? value : double.NaN, rule, out cell);

    private static bool TryText(ref Utf8JsonReader reader, RowBatch rows, out long cell)
    {
        if (!reader.ValueIsEscaped)
        {
            reader.ValueSpan.CopyTo(rows.TextRoom(reader.ValueSpan.Length));
            cell = rows.Keep(reader.ValueSpan.Length).Bits;
            return Utf8.IsValid(reader.ValueSpan);
        }

        try
        {
            cell = rows.Keep(reader.CopyString(rows.TextRoom(reader.ValueSpan.Length))).Bits;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            cell = 0;
            return false;
        }
    }

    private static string Shortened(ref Utf8JsonReader reader) =>
        Quoted.Value(
            System.Text.Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(40, reader.ValueSpan.Length)]),
            30
        );

    private static string TextOf(ref Utf8JsonReader reader) =>
        Quoted.Value(
            System.Text.Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(80, reader.ValueSpan.Length)]),
            30
        );
}
