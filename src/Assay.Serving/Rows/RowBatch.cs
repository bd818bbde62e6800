using System.Diagnostics;

namespace Assay.Serving.Rows;

/// <summary>The rows of one request as cells, row by row; used again by the next request.</summary>
/// <param name="columns">Cells a row.</param>
internal sealed class RowBatch(int columns)
{
    private const int KeptBytes = 1 << 20;
    private long[] _cells = new long[columns];
    private byte[] _text = new byte[256];
    private int _textLength;

    public int Count { get; private set; }

    public int Columns => columns;

    /// <summary>Empties it; what a large request made it grow to is given up.</summary>
    public void Clear()
    {
        (Count, _textLength) = (0, 0);
        if (_cells.Length * sizeof(long) > KeptBytes)
        {
            _cells = new long[columns];
        }

        if (_text.Length > KeptBytes)
        {
            _text = new byte[256];
        }
    }

    /// <summary>Begins a row; its cells are whatever was there.</summary>
    public int AddRow()
    {
        var row = Count++;
        if (_cells.Length < Count * columns)
        {
            Array.Resize(ref _cells, Math.Max(Count * columns, _cells.Length * 2));
        }

        return row;
    }

    /// <summary>Begins as many rows.</summary>
    public void AddRows(int count)
    {
        Count += count;
        if (_cells.Length < Count * columns)
        {
            Array.Resize(ref _cells, Count * columns);
        }
    }

    public Span<long> Row(int row) => _cells.AsSpan(row * columns, columns);

    public void Set(int row, int column, long cell) => _cells[(row * columns) + column] = cell;

    public double Number(int row, int column) => BitConverter.Int64BitsToDouble(_cells[(row * columns) + column]);

    public long Whole(int row, int column) => _cells[(row * columns) + column];

    /// <summary>A text's UTF-8; empty where it is missing.</summary>
    public ReadOnlySpan<byte> Text(int row, int column)
    {
        var cell = new TextCell(_cells[(row * columns) + column]);
        return cell.IsMissing ? [] : _text.AsSpan(cell.Start, cell.Length);
    }

    public bool IsMissing(int row, int column, CellKind kind) =>
        kind switch
        {
            CellKind.Number => double.IsNaN(Number(row, column)),
            CellKind.Text => new TextCell(Whole(row, column)).IsMissing,
            CellKind.Whole => false,
            _ => throw new UnreachableException(),
        };

    /// <summary>Room for a text of up to <paramref name="length"/> bytes, which <see cref="Keep"/> keeps.</summary>
    public Span<byte> TextRoom(int length)
    {
        if (_text.Length - _textLength < length)
        {
            Array.Resize(ref _text, Math.Max(_textLength + length, _text.Length * 2));
        }

        return _text.AsSpan(_textLength, length);
    }

    /// <summary>Keeps what was written to the room.</summary>
    public TextCell Keep(int length)
    {
        var cell = TextCell.At(_textLength, length);
        _textLength += length;
        return cell;
    }
}
