using Assay.Serving.Models;
using Assay.Serving.Profiles;
using Assay.Serving.Rows;
using Microsoft.Extensions.ObjectPool;

namespace Assay.Serving.Server;

/// <summary>Lends calls to requests, and has them answered.</summary>
internal sealed class PredictionDesk(Predictor predictor, RowPlan plan, TrafficProfile profile)
{
    private const int Kept = 64;
    private readonly DefaultObjectPool<PredictCall> _calls = new(new Policy(plan), Kept);

    public Seat Take() => new(this, _calls.Get());

    /// <exception cref="RequestError">when too much waits.</exception>
    public async ValueTask PredictAsync(PredictCall call)
    {
        try
        {
            await predictor.PredictAsync(call).ConfigureAwait(false);
            profile.Add(call.Rows, call.Answers);
        }
        catch (ModelError e)
        {
            throw new RequestError(StatusCodes.Status500InternalServerError, e.Message);
        }
    }

    /// <summary>A call on loan.</summary>
    public readonly struct Seat(PredictionDesk desk, PredictCall call) : IDisposable
    {
        public PredictCall Call => call;

        public void Dispose() => desk._calls.Return(call);
    }

    private sealed class Policy(RowPlan plan) : IPooledObjectPolicy<PredictCall>
    {
        public PredictCall Create() => new(plan.NewBatch());

        public bool Return(PredictCall call)
        {
            call.Clear();
            return true;
        }
    }
}
