using Assay.Core.Drift;
using Assay.Core.Serving;
using Assay.Serving.Models;
using Assay.Serving.Rows;

namespace Assay.Serving.Profiles;

/// <summary>
/// What the server was asked and answered since its start or the last reset; no row is kept. Whoever resets it after a look
/// takes it first, and drops it once what was seen is written down: until then it counts, for the next look too.
/// </summary>
internal sealed class TrafficProfile
{
    private readonly Lock _gate = new();
    private readonly ProfileShard[] _shards;
    private readonly TimeProvider _clock;
    private uint _next;
    private (string By, Profile Profile)? _taken;

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
    public Profile Read()
    {
        lock (_gate)
        {
            return Counted(shard => shard.Copy());
        }
    }

    /// <summary>All that was counted, which is counted from nothing again: no row is in both or in neither.</summary>
    public Profile Reset()
    {
        lock (_gate)
        {
            var all = Anew();
            _taken = null;
            return all;
        }
    }

    /// <summary>All that was counted, kept under a name until it is dropped; what comes from now on is counted apart.</summary>
    public Profile Take(string by)
    {
        lock (_gate)
        {
            var all = Anew();
            _taken = (by, all);
            return all;
        }
    }

    /// <summary>Forgets what was taken under a name; false when that is not what was taken last.</summary>
    public bool Drop(string by)
    {
        lock (_gate)
        {
            if (_taken?.By != by)
            {
                return false;
            }

            _taken = null;
            return true;
        }
    }

    private Profile Anew()
    {
        var now = _clock.GetUtcNow();
        return Counted(shard => shard.Reset(now));
    }

    private Profile Counted(Func<ProfileShard, Profile> take)
    {
        var all = _shards.Select(take).Aggregate((sum, shard) => sum.Plus(shard));
        all = _taken is { } taken ? taken.Profile.Plus(all) : all;
        all.Until = _clock.GetUtcNow();
        return all;
    }
}
