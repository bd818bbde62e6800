using System.Threading.Tasks.Sources;
using Assay.Serving.Rows;

namespace Assay.Serving.Models;

/// <summary>One request's rows and their answers; used again by the next.</summary>
/// <param name="rows">Its rows.</param>
internal sealed class PredictCall(RowBatch rows) : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _done = new() { RunContinuationsAsynchronously = true };

    public RowBatch Rows => rows;

    public Answers Answers { get; } = new();

    /// <summary>Ends when the call is answered elsewhere.</summary>
    public ValueTask Answered => new(this, _done.Version);

    public void Clear()
    {
        rows.Clear();
        _done.Reset();
    }

    public void Complete(ModelError? error)
    {
        if (error is null)
        {
            _done.SetResult(true);
        }
        else
        {
            _done.SetException(error);
        }
    }

    void IValueTaskSource.GetResult(short token) => _done.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _done.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _done.OnCompleted(continuation, state, token, flags);
}
