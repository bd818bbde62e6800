using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Names;
using Assay.Core.Serving;
using Assay.Serving.Rows;

namespace Assay.Serving.Inference;

/// <summary>Reads the tensors of a request into cells: one a column, or matrices of several.</summary>
/// <param name="plan">What the model takes.</param>
/// <param name="mostRows">Rows that one request may have.</param>
internal sealed class TensorReader(TensorPlan plan, int mostRows)
{
    private const int MostDimensions = 8;
    private readonly bool[] _seen = new bool[plan.Rows.Rules.Length];
    private readonly RowProblems _problems = new();
    private int _rows = -1;

    /// <exception cref="RequestError">with what is wrong.</exception>
    public void Read(ref Utf8JsonReader reader, RowBatch rows)
    {
        for (var count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw InferReader.Bad(
                    "'inputs' holds what is no tensor; expected an object with name, shape, datatype and data"
                );
            }

            if (count > _seen.Length)
            {
                throw InferReader.Bad($"more tensors than the model has columns, which is {_seen.Length:N0}");
            }

            var tensor = ReadHead(ref reader);
            var after = reader;
            after.Read();
            Read(tensor, count == 0 && after.TokenType == JsonTokenType.EndArray, rows);
        }

        if (_rows < 0)
        {
            throw InferReader.Bad("'inputs' holds no tensor");
        }

        FillMissing(rows);
        if (_problems.Count > 0)
        {
            throw _problems.ToError();
        }
    }

    private static Tensor ReadHead(ref Utf8JsonReader reader)
    {
        var tensor = new Tensor();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                tensor.Name = InferReader.TextOf(ref reader, "name");
            }
            else if (reader.ValueTextEquals("datatype"u8))
            {
                reader.Read();
                tensor.Datatype = InferReader.TextOf(ref reader, "datatype");
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                reader.Read();
                tensor.Shape = ReadShape(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                tensor.Data = reader;
                tensor.HasData = reader.TokenType == JsonTokenType.StartArray;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        return tensor;
    }

    private static ImmutableArray<long> ReadShape(ref Utf8JsonReader reader)
    {
        var shape = ImmutableArray.CreateBuilder<long>();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (
                reader.Read()
                && reader.TokenType == JsonTokenType.Number
                && reader.TryGetInt64(out var size)
                && size > 0
                && shape.Count < MostDimensions
            )
            {
                shape.Add(size);
            }
        }

        return reader.TokenType == JsonTokenType.EndArray && shape.Count > 0
            ? shape.ToImmutable()
            : throw InferReader.Bad(
                "a shape is not what it should be; expected whole numbers of at least 1, rows first"
            );
    }

    private void Read(Tensor tensor, bool isOnly, RowBatch rows)
    {
        var name = InferReader.Named(tensor.Name);
        if (tensor.Name is null || tensor.Datatype is null || tensor.Shape.IsEmpty || !tensor.HasData)
        {
            throw InferReader.Bad($"{name} lacks some of its keys; expected name, shape, datatype and data");
        }

        var width = tensor
            .Shape.Skip(1)
            .Aggregate(1L, (all, size) => size > int.MaxValue ? int.MaxValue : Math.Min(all * size, int.MaxValue));
        var columns = plan.ColumnsOf(tensor.Name, (int)width, isOnly);
        if (columns.IsEmpty)
        {
            throw Unknown(tensor.Name, width);
        }

        BeginRows(name, tensor.Shape[0], rows);
        foreach (var column in columns)
        {
            CheckColumn(name, tensor.Datatype, column);
        }

        ReadData(ref tensor, columns, rows);
    }

    private void BeginRows(string name, long count, RowBatch rows)
    {
        if (_rows < 0)
        {
            _rows =
                count <= mostRows
                    ? (int)count
                    : throw new RequestError(
                        StatusCodes.Status413PayloadTooLarge,
                        $"{name} has {count:N0} rows, and one request may have {mostRows:N0}; send them in several"
                    );
            rows.AddRows(_rows);
        }

        if (count != _rows)
        {
            throw InferReader.Bad(
                $"{name} has {count:N0} rows, and the first tensor {_rows:N0}; expected as many in each"
            );
        }
    }

    private void CheckColumn(string name, string datatype, int column)
    {
        var rule = plan.Rows.Rules[column];
        var fits = datatype switch
        {
            "BYTES" => rule.Type == ColumnType.Text,
            "BOOL" => rule.Type == ColumnType.Boolean,
            "FP32"
            or "FP64"
            or "INT8"
            or "INT16"
            or "INT32"
            or "INT64"
            or "UINT8"
            or "UINT16"
            or "UINT32"
            or "UINT64" => rule.Type != ColumnType.Text,
            _ => throw InferReader.Bad(
                $"{name} has the datatype {Quoted.Value(datatype)}; expected BOOL, INT8 to INT64, UINT8 to UINT64, FP32, FP64 or BYTES"
            ),
        };
        if (!fits)
        {
            throw InferReader.Bad(
                $"{name} has the datatype {datatype}, and column {Quoted.Value(rule.Name)} wants {CellReader.Wanted(rule)}"
            );
        }

        if (_seen[column])
        {
            throw InferReader.Bad($"column {Quoted.Value(rule.Name)} is there twice");
        }

        _seen[column] = true;
    }

    // Nested or flat, the values stand row by row.
    private void ReadData(ref Tensor tensor, ImmutableArray<int> columns, RowBatch rows)
    {
        var data = tensor.Data;
        var (depth, at, all) = (data.CurrentDepth, 0L, (long)_rows * columns.Length);
        while (data.Read() && !(data.TokenType == JsonTokenType.EndArray && data.CurrentDepth == depth))
        {
            if (data.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
            {
                continue;
            }

            if (at < all)
            {
                ReadCell(ref data, rows, (int)(at / columns.Length), columns[(int)(at % columns.Length)]);
            }

            at++;
        }

        if (at != all)
        {
            throw InferReader.Bad(
                $"{InferReader.Named(tensor.Name)} has {at:N0} values, and its shape [{string.Join(", ", tensor.Shape)}] holds {all:N0}"
            );
        }
    }

    private void ReadCell(ref Utf8JsonReader data, RowBatch rows, int row, int column)
    {
        var rule = plan.Rows.Rules[column];
        if (CellReader.TryRead(ref data, rule, rows, out var cell))
        {
            rows.Set(row, column, cell);
        }
        else
        {
            _problems.Add(row, rule.Name, _problems.IsKept ? CellReader.Problem(ref data, rule) : "");
        }
    }

    private void FillMissing(RowBatch rows)
    {
        for (var column = 0; column < plan.Rows.Cells; column++)
        {
            var rule = column < _seen.Length ? plan.Rows.Rules[column] : null;
            if (rule is not null && _seen[column])
            {
                continue;
            }

            if (rule is { Missing: false })
            {
                throw InferReader.Bad(
                    $"there is no tensor for column {Quoted.Value(rule.Name)}, which wants {CellReader.Wanted(rule)}"
                );
            }

            for (var row = 0; row < _rows; row++)
            {
                rows.Set(row, column, rule?.MissingCell ?? TextCell.Missing.Bits);
            }
        }
    }

    private RequestError Unknown(string name, long width)
    {
        var nearest = name.Length > 64 ? null : NearestName.Of(name, plan.Rows.Rules.Select(r => r.Name));
        return InferReader.Bad(
            $"tensor {Quoted.Value(name)} of {width:N0} columns is none that the model takes; "
                + (
                    nearest is null || nearest == name
                        ? $"expected one a column, of shape [rows, 1], or one of shape [rows, {_seen.Length}]"
                        : $"did you mean {Quoted.Value(nearest)}?"
                )
        );
    }
}
