namespace Assay.Core.Gates;

/// <summary>Which way a policy moved.</summary>
public enum PolicyShift
{
    /// <summary>Something passes that did not pass before.</summary>
    Loosened,

    /// <summary>Something does not pass any more.</summary>
    Tightened,

    /// <summary>The two cannot be ordered: some things may pass that did not pass before.</summary>
    MayLoosen,
}

/// <summary>One difference between two policies.</summary>
/// <param name="Rule">The rule before and after: <c>roc_auc >= 0.80 → 0.75</c>.</param>
/// <param name="Shift">Which way it moved.</param>
public sealed record PolicyChange(string Rule, PolicyShift Shift)
{
    /// <summary>Whether the old policy has to judge because of it.</summary>
    public bool Loosens => Shift != PolicyShift.Tightened;

    /// <summary><c>roc_auc >= 0.80 → 0.75 (loosened)</c>.</summary>
    public string Sentence =>
        Shift switch
        {
            PolicyShift.Loosened => $"{Rule} (loosened)",
            PolicyShift.Tightened => $"{Rule} (tightened)",
            _ => $"{Rule} (may loosen)",
        };
}
