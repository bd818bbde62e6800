using Assay.Core.Serving;
using Assay.Serving.Rows;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Serving.Models;

/// <summary>
/// Answers requests: at once while a runner is free; otherwise they queue, and the runner that gets free first takes
/// what has piled up in one run, without waiting for more.
/// </summary>
internal sealed class Predictor : IDisposable
{
    private readonly InferenceSession _session;
    private readonly List<ModelRunner> _runners = [];
    private readonly Stack<ModelRunner> _free = [];
    private readonly Queue<PredictCall> _waiting = [];
    private readonly Lock _gate = new();
    private readonly int _mostWaiting;
    private readonly int _mostRows;
    private long _batches;

    /// <param name="session">The model, which is disposed with this.</param>
    /// <param name="model">What model.json says of it.</param>
    /// <param name="plan">How rows are kept.</param>
    /// <param name="limits">How many may run and wait.</param>
    public Predictor(InferenceSession session, ServedModel model, RowPlan plan, PredictorLimits limits)
    {
        (_session, _mostWaiting, _mostRows) = (session, limits.Waiting, limits.BatchRows);
        for (var i = 0; i < limits.Runners; i++)
        {
            _runners.Add(new ModelRunner(session, model, plan));
            _free.Push(_runners[i]);
        }
    }

    /// <summary>Requests that wait for a runner.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Runs of the model so far.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Runs every runner once, so that the first request finds all in place, and shows what the model answers.</summary>
    public AnswerShape WarmUp(ServedModel model, RowPlan plan)
    {
        var call = new PredictCall(plan.NewBatch());
        try
        {
            foreach (var runner in _runners)
            {
                NeutralRows.Fill(call.Rows, plan, model, 1);
                runner.Run([call]);
            }

            return new AnswerShape(call.Answers.Width, call.Answers.IsSingle);
        }
        catch (ModelError)
        {
            // Rows of nothing in particular may be what the model does not know.
            return new AnswerShape(-1, IsSingle: true);
        }
    }

    /// <summary>Answers a call.</summary>
    /// <exception cref="RequestError">when too many wait already: 503.</exception>
    /// <exception cref="ModelError">when the model fails on the rows.</exception>
    public ValueTask PredictAsync(PredictCall call)
    {
        ModelRunner? runner;
        lock (_gate)
        {
            if (!_free.TryPop(out runner))
            {
                if (_waiting.Count >= _mostWaiting)
                {
                    throw new RequestError(
                        StatusCodes.Status503ServiceUnavailable,
                        $"{_mostWaiting:N0} requests wait already; try again in a second"
                    )
                    {
                        RetryAfter = TimeSpan.FromSeconds(1),
                    };
                }

                _waiting.Enqueue(call);
                return call.Answered;
            }
        }

        Interlocked.Increment(ref _batches);
        try
        {
            runner.Run([call]);
        }
        finally
        {
            Release(runner);
        }

        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _runners.ForEach(runner => runner.Dispose());
        _session.Dispose();
    }

    // The request that ran is answered first; those that piled up meanwhile are another thread's work.
    private void Release(ModelRunner runner)
    {
        if (TakeWaiting(runner) is { } calls)
        {
            ThreadPool.UnsafeQueueUserWorkItem(work => RunWaiting(work.runner, work.calls), (runner, calls), false);
        }
    }

    private void RunWaiting(ModelRunner runner, PredictCall[] calls)
    {
        for (var next = calls; next is not null; next = TakeWaiting(runner))
        {
            Run(runner, next);
        }
    }

    private void Run(ModelRunner runner, PredictCall[] calls)
    {
        Interlocked.Increment(ref _batches);
        ModelError? error = null;
        try
        {
            runner.Run(calls);
        }
        catch (ModelError e)
        {
            error = e;
        }

        if (error is not null && calls.Length > 1)
        {
            // One request's rows must not fail another's.
            foreach (var call in calls)
            {
                Run(runner, [call]);
            }

            return;
        }

        foreach (var call in calls)
        {
            call.Complete(error);
        }
    }

    // What the next batch holds; null when nothing waits, and the runner is free.
    private PredictCall[]? TakeWaiting(ModelRunner runner)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _free.Push(runner);
                return null;
            }

            var (rows, count) = (0, 0);
            foreach (var call in _waiting)
            {
                rows += call.Rows.Count;
                if (count > 0 && rows > _mostRows)
                {
                    break;
                }

                count++;
            }

            var batch = new PredictCall[count];
            for (var i = 0; i < count; i++)
            {
                batch[i] = _waiting.Dequeue();
            }

            return batch;
        }
    }
}
