using Assay.Core.Rollouts;
using Assay.Serving.Metrics;

namespace Assay.Serving.Gateway;

/// <summary>An arm's server, and what it answered since the arms were put.</summary>
/// <param name="arm">The arm.</param>
/// <param name="backend">Its server.</param>
/// <param name="version">The version that it is said to serve.</param>
internal sealed class ArmSide(Arm arm, Backend backend, string? version)
{
    private const int FirstError = 500;
    private const int FirstRefusal = 400;
    private readonly LatencyCounter _latency = new();
    private readonly Lock _gate = new();
    private ArmStats _counts = new() { Arm = arm };
    private volatile string? _version = version;

    public Arm Arm => arm;

    public Backend Backend => backend;

    public string Name { get; } = arm == Arm.Stable ? "stable" : "canary";

    /// <summary>The version that it last said it serves.</summary>
    public string? Version => _version;

    public void Says(string version)
    {
        if (_version != version)
        {
            _version = version;
        }
    }

    /// <summary>Counts an answer, or that none came.</summary>
    /// <param name="status">The HTTP status; null for no answer.</param>
    /// <param name="took">From the request's head to its answer.</param>
    /// <param name="isKeyless">Whether it carried no key.</param>
    public void Answered(int? status, TimeSpan took, bool isKeyless)
    {
        lock (_gate)
        {
            _counts = _counts with
            {
                Requests = _counts.Requests + 1,
                Errors = _counts.Errors + (status is null or >= FirstError ? 1 : 0),
                Refusals = _counts.Refusals + (status is >= FirstRefusal and < FirstError ? 1 : 0),
                Keyless = _counts.Keyless + (isKeyless ? 1 : 0),
            };
            _latency.Add(took);
        }
    }

    /// <summary>Counts a request that forced this arm.</summary>
    public void Forced()
    {
        lock (_gate)
        {
            _counts = _counts with { Forced = _counts.Forced + 1 };
        }
    }

    public ArmStats Read()
    {
        lock (_gate)
        {
            return _counts with { Version = _version, InFlight = backend.InFlight, Latency = _latency.Read() };
        }
    }
}
