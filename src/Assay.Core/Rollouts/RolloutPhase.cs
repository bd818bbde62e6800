namespace Assay.Core.Rollouts;

/// <summary>Where a rollout stands.</summary>
public enum RolloutPhase
{
    /// <summary>It is planned.</summary>
    Created,

    /// <summary>The canary's server starts.</summary>
    Starting,

    /// <summary>It is ready, and must be what it should be.</summary>
    Verifying,

    /// <summary>The canary has a step's share.</summary>
    Step,

    /// <summary>The canary becomes stable.</summary>
    Promoting,

    /// <summary>It did. The end.</summary>
    Promoted,

    /// <summary>The canary loses its share and its server.</summary>
    Aborting,

    /// <summary>It did, since something spoke against it. An end.</summary>
    RolledBack,

    /// <summary>It did, since nobody looked after it or nothing was decided. An end.</summary>
    Expired,

    /// <summary>It could not be taken back in time; somebody must look. An end, until somebody aborts again.</summary>
    Failed,
}
