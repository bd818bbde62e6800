namespace Assay.Core.Gates;

/// <summary>A verdict's answer, ordered from best to worst: the whole is as bad as its worst blocking rule.</summary>
public enum Outcome
{
    /// <summary>Every blocking rule holds.</summary>
    Pass,

    /// <summary>The rows at hand cannot tell.</summary>
    Inconclusive,

    /// <summary>There was nothing to judge by.</summary>
    NoData,

    /// <summary>At least one blocking rule does not hold.</summary>
    Fail,

    /// <summary>The evidence could not be read or is not usable.</summary>
    Error,
}

/// <summary>What a policy makes of an outcome, for one use of it.</summary>
public enum Decision
{
    /// <summary>Go on.</summary>
    Accept,

    /// <summary>Neither yes nor no: shown, not blocking.</summary>
    Neutral,

    /// <summary>Stop.</summary>
    Refuse,
}
