namespace Assay.Core.Conditions;

/// <summary>The other sides that a condition may name.</summary>
public static class Sides
{
    /// <summary>In a gate: the version compared with.</summary>
    public const string Champion = "champion";

    /// <summary>In a rollout: the version that serves.</summary>
    public const string Stable = "stable";

    /// <summary>Whether <paramref name="name"/> names a side rather than a metric.</summary>
    public static bool IsOne(string name) => name is Champion or Stable;
}
