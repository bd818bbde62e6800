using System.Collections.Immutable;
using Assay.Core.Rollouts;

namespace Assay.Serving.Gateway;

/// <summary>What the gateway does, and how that is changed: one change at a time, each at one stroke.</summary>
internal sealed class GatewayControl
{
    private readonly Dictionary<string, Backend> _backends = [];
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly StateFile? _file;
    private readonly DateTimeOffset _started;
    private RoutingTable _table;
    private DateTimeOffset _lastVisit;
    private WentBack? _wentBack;

    /// <param name="state">What it does first: as it was told, or as its file remembers.</param>
    /// <param name="file">Where it remembers, or null.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="StartError">when the file cannot be written.</exception>
    public GatewayControl(GatewayState state, StateFile? file, TimeProvider clock)
    {
        (_clock, _file, _started) = (clock, file, state.Started);
        (_lastVisit, _wentBack) = (state.LastVisit, state.WentBack);
        _table = TableOf(state.Routing, state.Revision, null);
        Marks = new StatsMarks(clock);
        try
        {
            file?.Write(State());
        }
        catch (IOException e)
        {
            throw new StartError($"the file of --state cannot be written: {e.Message}");
        }
    }

    /// <summary>Where requests go now.</summary>
    public RoutingTable Table => Volatile.Read(ref _table);

    public StatsMarks Marks { get; }

    public GatewayState State()
    {
        lock (_gate)
        {
            return StateOf(_table, _lastVisit, _wentBack);
        }
    }

    /// <summary>Sends requests elsewhere. What is under way stays where it is.</summary>
    /// <exception cref="RequestError">when the routing is wrong, was changed meanwhile, or went back before.</exception>
    public GatewayState PutArms(GatewayRouting routing, long? revision)
    {
        Refuse(routing.Problems());
        lock (_gate)
        {
            Check(revision);
            var isSame = _table.HasArmsOf(routing);
            if (isSame && routing.Weight > 0)
            {
                RefuseAfterReturn();
            }

            return Change(routing, isSame ? _wentBack : null);
        }
    }

    /// <summary>Gives the canary another share.</summary>
    /// <exception cref="RequestError">as <see cref="PutArms"/>.</exception>
    public GatewayState PutWeight(decimal weight, long? revision)
    {
        lock (_gate)
        {
            Refuse(GatewayRouting.WeightProblems(weight, _table.Canary is not null));
            Check(revision);
            if (weight > 0)
            {
                RefuseAfterReturn();
            }

            return Change(_table.Routing with { Weight = weight }, _wentBack);
        }
    }

    /// <summary>Says that somebody looks after the rollout.</summary>
    public GatewayState Visit()
    {
        lock (_gate)
        {
            return Change(_table.Routing, _wentBack);
        }
    }

    /// <summary>Takes the canary's share away when its guard says so.</summary>
    /// <returns>Why; null when nothing was done.</returns>
    public string? Guard()
    {
        lock (_gate)
        {
            var routing = _table.Routing;
            var now = _clock.GetUtcNow();
            if (
                routing is not { Weight: > 0, Guard: { } guard }
                || guard.ReasonToGoBack(_lastVisit, now, Marks.TrySince(guard.Since, _table)) is not { } reason
            )
            {
                return null;
            }

            var visited = _lastVisit;
            _wentBack = new WentBack(now, reason);
            Volatile.Write(ref _table, TableOf(routing with { Weight = 0 }, _table.Revision + 1, _table));
            _file?.TryWrite(StateOf(_table, visited, _wentBack));
            return reason;
        }
    }

    /// <summary>The server of an address, arm or no more; null when no request of it is under way.</summary>
    public Backend? Find(string url)
    {
        lock (_gate)
        {
            return _backends.GetValueOrDefault(url);
        }
    }

    // Remembered before it is done: a gateway that is killed between the two goes on with it.
    private GatewayState Change(GatewayRouting routing, WentBack? wentBack)
    {
        var now = _clock.GetUtcNow();
        var table = routing == _table.Routing ? _table : TableOf(routing, _table.Revision + 1, _table);
        var state = StateOf(table, now, wentBack);
        try
        {
            _file?.Write(state);
        }
        catch (IOException e)
        {
            throw new RequestError(
                StatusCodes.Status500InternalServerError,
                $"nothing was changed, since the file of --state cannot be written: {e.Message}"
            );
        }

        if (!table.HasArmsOf(_table.Routing))
        {
            Marks.Clear();
        }

        (_lastVisit, _wentBack) = (now, wentBack);
        Volatile.Write(ref _table, table);
        return state;
    }

    private RoutingTable TableOf(GatewayRouting routing, long revision, RoutingTable? before)
    {
        var goesOn = before?.HasArmsOf(routing) == true;
        return new RoutingTable(
            routing,
            revision,
            goesOn ? before!.Stable : new ArmSide(Arm.Stable, BackendOf(routing.Stable.Url), routing.Stable.Version),
            goesOn ? before!.Canary
                : routing.Canary is { } canary ? new ArmSide(Arm.Canary, BackendOf(canary.Url), canary.Version)
                : null,
            goesOn ? before!.Since : _clock.GetUtcNow()
        );
    }

    private Backend BackendOf(string url)
    {
        if (!_backends.TryGetValue(url, out var backend))
        {
            _backends[url] = backend = new Backend(url);
        }

        return backend;
    }

    private GatewayState StateOf(RoutingTable table, DateTimeOffset lastVisit, WentBack? wentBack)
    {
        foreach (
            var gone in _backends
                .Values.Where(b =>
                    b.InFlight == 0 && b.Url != table.Routing.Stable.Url && b.Url != table.Routing.Canary?.Url
                )
                .ToList()
        )
        {
            _backends.Remove(gone.Url);
        }

        return new GatewayState
        {
            Routing = table.Routing,
            Revision = table.Revision,
            Started = _started,
            LastVisit = lastVisit,
            WentBack = wentBack,
            Servers =
            [
                .. _backends
                    .Values.OrderBy(b => b.Url, StringComparer.Ordinal)
                    .Select(b => new ServerLoad(b.Url, b.InFlight)),
            ],
        };
    }

    private void Check(long? revision)
    {
        if (revision is { } expected && expected != _table.Revision)
        {
            throw new RequestError(
                StatusCodes.Status409Conflict,
                $"the gateway is at revision {_table.Revision}, not {expected}: somebody changed it meanwhile; read GET /state again"
            );
        }
    }

    private void RefuseAfterReturn()
    {
        if (_wentBack is { } back)
        {
            throw new RequestError(
                StatusCodes.Status409Conflict,
                $"the gateway took the canary's share away at {back.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: {back.Reason}; begin a rollout anew with another salt"
            );
        }
    }

    private static void Refuse(ImmutableArray<string> problems)
    {
        if (!problems.IsEmpty)
        {
            throw new RequestError(StatusCodes.Status400BadRequest, string.Join("; ", problems));
        }
    }
}
