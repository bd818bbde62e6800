namespace Assay.Core.Rollouts;

/// <summary>Something to be done at a target. Each may be done twice without harm.</summary>
public abstract record Deed
{
    private Deed() { }

    /// <summary>Start the canary's server, if it does not run.</summary>
    public sealed record StartCanary : Deed;

    /// <summary>Start stable's server again, if it does not run.</summary>
    public sealed record StartStable : Deed;

    /// <summary>Give the canary a step's share, and mark the step's beginning, if that was not done.</summary>
    /// <param name="Weight">In percent.</param>
    /// <param name="Mark">The beginning's name.</param>
    public sealed record GiveShare(decimal Weight, string Mark) : Deed;

    /// <summary>Send everything to the canary, which is stable from then on; let the other one end its requests and stop it.</summary>
    public sealed record MakeCanaryStable : Deed;

    /// <summary>Send everything to stable; let the canary end its requests and stop it.</summary>
    public sealed record StopCanary : Deed;
}
