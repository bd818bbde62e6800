using System.Text;
using System.Text.Json;
using Assay.Core.Names;

namespace Assay.Serving.Rows;

/// <summary>
/// Reads a body of plain JSON into cells: a row, an array of rows, or <c>{"rows": […]}</c>. A row is an object from column to
/// value.
/// </summary>
/// <param name="plan">What a row must hold.</param>
/// <param name="mostRows">Rows that one request may have.</param>
/// <param name="ignoresExtra">Whether keys that are no column are passed over.</param>
internal ref struct RowReader(RowPlan plan, int mostRows, bool ignoresExtra)
{
    private const int LongestName = 200;
    private readonly long[] _seenAt = new long[plan.Cells];
    private readonly RowProblems _problems = new();

    /// <exception cref="RequestError">with every value that is wrong.</exception>
    /// <exception cref="JsonException">when it is no JSON.</exception>
    public void Read(ref Utf8JsonReader reader, RowBatch rows)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                ReadRows(ref reader, rows);
                break;
            case JsonTokenType.StartObject:
                ReadRow(ref reader, rows, mayBeEnvelope: true);
                break;
            default:
                throw Unexpected("a single value");
        }

        // What follows the value is an error of the JSON.
        reader.Read();
        if (_problems.Count > 0)
        {
            throw _problems.ToError();
        }

        if (rows.Count == 0)
        {
            throw Unexpected("no row");
        }
    }

    private void ReadRows(ref Utf8JsonReader reader, RowBatch rows)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (rows.Count == mostRows)
            {
                throw new RequestError(
                    StatusCodes.Status413PayloadTooLarge,
                    $"more than {mostRows:N0} rows in one request; send them in several"
                );
            }

            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadRow(ref reader, rows, mayBeEnvelope: false);
                continue;
            }

            reader.Skip();
            _problems.Add(rows.AddRow(), null, "expected an object from column to value");
        }
    }

    private void ReadRow(ref Utf8JsonReader reader, RowBatch rows, bool mayBeEnvelope)
    {
        var row = rows.AddRow();
        var (stamp, seen, expected) = (row + 1L, 0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = Find(ref reader, expected);
            if (column < 0)
            {
                if (mayBeEnvelope && reader.ValueTextEquals("rows"u8))
                {
                    ReadEnvelope(ref reader, rows);
                    return;
                }

                Extra(ref reader, row);
                continue;
            }

            expected = column + 1;
            if (_seenAt[column] == stamp)
            {
                _problems.Add(row, NameOf(column), "is there twice");
            }
            else if (column < plan.Rules.Length)
            {
                seen++;
            }

            _seenAt[column] = stamp;
            reader.Read();
            ReadCell(ref reader, rows, row, column);
        }

        if (plan.Id >= 0 && _seenAt[plan.Id] != stamp)
        {
            rows.Set(row, plan.Id, TextCell.Missing.Bits);
        }

        if (seen < plan.Rules.Length)
        {
            FillMissing(rows, row, stamp);
        }
    }

    // What stood before "rows" was no row's: keys of the caller's own, as those that follow.
    private void ReadEnvelope(ref Utf8JsonReader reader, RowBatch rows)
    {
        rows.Clear();
        _problems.Clear();
        Array.Clear(_seenAt);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new RequestError(StatusCodes.Status400BadRequest, "'rows' is not an array; expected one of objects");
        }

        ReadRows(ref reader, rows);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("rows"u8))
            {
                throw new RequestError(StatusCodes.Status400BadRequest, "'rows' is there twice");
            }

            reader.Skip();
        }
    }

    private void ReadCell(ref Utf8JsonReader reader, RowBatch rows, int row, int column)
    {
        if (column == plan.Id)
        {
            rows.Set(row, column, IdOf(ref reader, rows, row));
        }
        else if (CellReader.TryRead(ref reader, plan.Rules[column], rows, out var cell))
        {
            rows.Set(row, column, cell);
        }
        else
        {
            _problems.Add(
                row,
                NameOf(column),
                _problems.IsKept ? CellReader.Problem(ref reader, plan.Rules[column]) : ""
            );
        }
    }

    // The id is kept as it was written, quotes and all, and goes back so.
    private readonly long IdOf(ref Utf8JsonReader reader, RowBatch rows, int row)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            reader.Skip();
            _problems.Add(row, null, "its id is neither a text nor a number");
            return TextCell.Missing.Bits;
        }

        var quotes = reader.TokenType == JsonTokenType.String ? 1 : 0;
        var raw = reader.ValueSpan;
        var room = rows.TextRoom(raw.Length + (2 * quotes));
        room.Fill((byte)'"');
        raw.CopyTo(room[quotes..]);
        if (!System.Text.Unicode.Utf8.IsValid(raw))
        {
            _problems.Add(row, null, "its id is not valid Unicode text");
        }

        return rows.Keep(room.Length).Bits;
    }

    private readonly void FillMissing(RowBatch rows, int row, long stamp)
    {
        for (var column = 0; column < plan.Rules.Length; column++)
        {
            if (_seenAt[column] == stamp)
            {
                continue;
            }

            var rule = plan.Rules[column];
            rows.Set(row, column, rule.MissingCell);
            if (!rule.Missing)
            {
                _problems.Add(
                    row,
                    rule.Name,
                    _problems.IsKept ? $"is missing, expected {CellReader.Wanted(rule)}" : ""
                );
            }
        }
    }

    private readonly int Find(ref Utf8JsonReader reader, int expected)
    {
        if (!reader.ValueIsEscaped)
        {
            return plan.Find(reader.ValueSpan, expected);
        }

        if (reader.ValueSpan.Length > LongestName)
        {
            return -1;
        }

        Span<byte> name = stackalloc byte[LongestName];
        try
        {
            return plan.Find(name[..reader.CopyString(name)], expected);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no column is called so.
            return -1;
        }
    }

    private readonly void Extra(ref Utf8JsonReader reader, int row)
    {
        if (!ignoresExtra)
        {
            var name = _problems.IsKept
                ? Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(LongestName, reader.ValueSpan.Length)])
                : "";
            var nearest = NearestName.Of(name.Length > 64 ? "" : name, plan.Rules.Select(r => r.Name));
            _problems.Add(
                row,
                name,
                nearest is null
                    ? "is no column of the model (ask with ?extra=ignore to pass over such)"
                    : $"is no column of the model; did you mean {Quoted.Value(nearest)}?"
            );
        }

        reader.Skip();
    }

    private readonly string NameOf(int column) => column < plan.Rules.Length ? plan.Rules[column].Name : "id";

    private static RequestError Unexpected(string got) =>
        new(
            StatusCodes.Status400BadRequest,
            $"the body holds {got}; expected a row (an object from column to value), an array of rows, or {{\"rows\": [...]}}"
        );
}
