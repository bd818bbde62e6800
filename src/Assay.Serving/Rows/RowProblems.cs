using System.Collections.Immutable;
using Assay.Core.Names;

namespace Assay.Serving.Rows;

/// <summary>The problems of one request: the first ones in full, the rest counted.</summary>
internal sealed class RowProblems
{
    private const int Most = 20;
    private readonly ImmutableArray<RowProblem>.Builder _first = ImmutableArray.CreateBuilder<RowProblem>();

    public int Count { get; private set; }

    /// <summary>Whether the next one is still kept in full; its message need not be made otherwise.</summary>
    public bool IsKept => Count < Most;

    public void Add(int row, string? column, string message)
    {
        if (Count++ < Most)
        {
            _first.Add(new RowProblem(row + 1, column, message));
        }
    }

    public void Clear()
    {
        Count = 0;
        _first.Clear();
    }

    /// <summary>The refusal that names them.</summary>
    public RequestError ToError()
    {
        var first = _first[0];
        var text =
            $"row {first.Row:N0}{(first.Column is { } column ? $", column {Quoted.Value(column)}" : "")}: {first.Message}"
            + (Count == 1 ? "" : $"; and {Count - 1:N0} more");
        return new RequestError(StatusCodes.Status400BadRequest, text)
        {
            Problems = _first.ToImmutable(),
            Beyond = Count - _first.Count,
        };
    }
}
