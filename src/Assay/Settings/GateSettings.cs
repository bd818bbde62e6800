using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Settings;

/// <summary>When a new model may replace the one it is compared with.</summary>
internal sealed record GateSettings : SettingsSection
{
    [Key("What to compare with: a stage, a version, main, or merge-base.", Example = "prod")]
    [Text(AgainstPattern.Text, AgainstPattern.Expectation)]
    public string Against { get; init; } = "prod";

    [Key("The verdict when there is nothing to compare with yet and every condition holds.", Example = "pass")]
    public FirstVerdict First { get; init; } = FirstVerdict.Pass;

    [Key("The metric that decides.", Example = "roc_auc", Default = "the task's usual one")]
    public MetricReference? Primary { get; init; }

    [Key("The comparison of the primary metric.", Default = "nothing is compared")]
    public CompareSettings? Compare { get; init; }

    [Key("Conditions that must all hold.", Example = "[roc_auc >= 0.80]")]
    public ImmutableArray<Condition> Require { get; init; } = [];

    [Key("What each outcome leads to in a pull request and at a promotion.")]
    public OutcomeSettings? On { get; init; }

    [Key("Groups of rows that must not get worse.")]
    public SliceSettings? Slices { get; init; }

    [Key("Fairness between the groups of sensitive columns.")]
    public FairnessSettings? Fairness { get; init; }

    [Key("How much disturbed inputs may cost.")]
    public RobustnessSettings? Robustness { get; init; }

    [Key("What each kind of answer of a binary model is worth, in your currency.")]
    public ValueSettings? Value { get; init; }

    /// <summary>The rules, as the gate judges by them.</summary>
    public GatePolicy ToPolicy() =>
        new()
        {
            Against = Against,
            First = First switch
            {
                FirstVerdict.Pass => Outcome.Pass,
                FirstVerdict.Inconclusive => Outcome.Inconclusive,
                FirstVerdict.NoData => Outcome.NoData,
                _ => Outcome.Fail,
            },
            Primary = Primary,
            Compare = Compare?.ToRule(),
            Require = Require,
            On = On?.ToDecisions() ?? ImmutableDictionary<Outcome, OutcomeDecision>.Empty,
            Slices = Slices is null ? null : new SliceRule(Slices.By, Slices.Margin),
        };
}

/// <summary>The verdict on the first model.</summary>
internal enum FirstVerdict
{
    Pass,
    Inconclusive,
    NoData,
    Fail,
}
