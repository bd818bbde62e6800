using Assay.Core.Drift;
using Assay.Core.Serving;
using Assay.Serving.Models;
using Assay.Serving.Rows;

namespace Assay.Serving.Profiles;

/// <summary>What the server was asked and answered since its start or the last reset; no row is kept.</summary>
internal sealed class TrafficProfile
{
    private readonly ProfileShard[] _shards;
    private readonly TimeProvider _clock;
    private uint _next;

    /// <param name="model">The model.</param>
    /// <param name="plan">How rows are kept.</param>
    /// <param name="shards">How many requests are profiled at the same time without waiting for each other.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="chance">Where the sketches' choices start.</param>
    public TrafficProfile(ServedModel model, RowPlan plan, int shards, TimeProvider clock, ulong chance)
    {
        _clock = clock;
        _shards =
        [
            .. Enumerable
                .Range(0, shards)
                .Select(i => new ProfileShard(model, plan, chance + ((ulong)i << 32), clock.GetUtcNow())),
        ];
    }

    /// <summary>Counts the rows of a request and their answers.</summary>
    public void Add(RowBatch rows, Answers answers)
    {
        // The first shard that nobody is at, else the one whose turn it is.
        var turn = Interlocked.Increment(ref _next) % (uint)_shards.Length;
        for (var i = 0; i < _shards.Length; i++)
        {
            if (_shards[(turn + (uint)i) % (uint)_shards.Length].TryAdd(rows, answers))
            {
                return;
            }
        }

        _shards[turn].Add(rows, answers);
    }

    /// <summary>All that was counted.</summary>
    public Profile Read() => Together(shard => shard.Copy());

    /// <summary>All that was counted, which is counted from nothing again: no row is in both or in neither.</summary>
    public Profile Reset()
    {
        var now = _clock.GetUtcNow();
        return Together(shard => shard.Reset(now));
    }

    private Profile Together(Func<ProfileShard, Profile> take)
    {
        var all = _shards.Select(take).Aggregate((sum, shard) => sum.Plus(shard));
        all.Until = _clock.GetUtcNow();
        return all;
    }
}
