using System.Collections.Frozen;
using System.Collections.Immutable;
using Assay.Core.Conditions;

namespace Assay.Core.Drift;

/// <summary>The rules of a drift check, as <c>assay.yml</c> states them.</summary>
public sealed record DriftPolicy
{
    /// <summary>Conditions that must all hold, on the metrics of <see cref="DriftMetrics"/>.</summary>
    public ImmutableArray<Condition> Require { get; init; } = [Usual];

    /// <summary>
    /// The population stability index from which a change matters: from 0.2 on, the field takes a change for considerable.
    /// </summary>
    public double Effect { get; init; } = 0.2;

    /// <summary>The change of the share of missing values from which it matters.</summary>
    public double Missing { get; init; } = 0.05;

    /// <summary>The share of false discoveries among the columns that are called significant.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>
    /// Rows on either side below which nothing is told: with 200, a shift of <see cref="Effect"/> is found 19 times of 20.
    /// </summary>
    public int LeastRows { get; init; } = 200;

    /// <summary>Columns that are not looked at.</summary>
    public FrozenSet<string> Ignore { get; init; } = [];

    /// <summary>Coverage of the intervals, two-sided.</summary>
    public double Level { get; init; } = 0.95;

    private static Condition Usual { get; } =
        ConditionParser.TryParse($"{DriftMetrics.DriftedShare} <= 0.3", out var condition, out var fault)
            ? condition
            : throw new FormatException(fault.Message);
}
