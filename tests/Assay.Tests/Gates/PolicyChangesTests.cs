using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Tests.Gates;

public sealed class PolicyChangesTests
{
    private static readonly GatePolicy Policy = new()
    {
        Primary = new MetricReference("roc_auc", []),
        Compare = new ComparisonRule(ComparisonKind.NonInferior, 0.01, 0.95),
        Require = Conditions("roc_auc >= 0.80", "log_loss <= champion * 1.02"),
        Slices = new SliceRule(["region", "plan"], 0.02),
    };

    [Fact]
    public void A_policy_does_not_differ_from_itself_in_another_spelling() =>
        PolicyChanges
            .Between(Policy, Policy with { Require = Conditions("log_loss<=champion*1.02", "roc_auc >= 80%") })
            .ShouldBeEmpty();

    [Theory]
    [InlineData("roc_auc >= 0.75", "roc_auc >= 0.80 → 0.75 (loosened)")]
    [InlineData("roc_auc >= 0.85", "roc_auc >= 0.80 → 0.85 (tightened)")]
    [InlineData("roc_auc > 0.80", "roc_auc >= 0.80 → > 0.80 (tightened)")]
    [InlineData("roc_auc > 0.75", "roc_auc >= 0.80 → > 0.75 (may loosen)")]
    public void A_bound_that_moves_is_named_with_both_numbers(string condition, string sentence) =>
        Sentences(Policy with { Require = Conditions(condition, "log_loss <= champion * 1.02") }).ShouldBe([sentence]);

    [Theory]
    [InlineData("log_loss <= champion * 1.10", "log_loss <= champion * 1.02 → champion * 1.10 (loosened)")]
    [InlineData("log_loss <= champion", "log_loss <= champion * 1.02 → champion (tightened)")]
    [InlineData("log_loss <= champion + 0.1", "log_loss <= champion * 1.02 → champion + 0.1 (may loosen)")]
    public void A_relative_bound_is_compared_by_factor_and_offset(string condition, string sentence) =>
        Sentences(Policy with { Require = Conditions("roc_auc >= 0.80", condition) }).ShouldBe([sentence]);

    [Fact]
    public void A_condition_that_goes_loosens_and_one_that_comes_tightens() =>
        Sentences(Policy with { Require = Conditions("roc_auc >= 0.80", "f1 >= 0.5") })
            .ShouldBe(["log_loss <= champion * 1.02 removed (loosened)", "f1 >= 0.5 added (tightened)"]);

    [Theory]
    [InlineData(ComparisonKind.NonInferior, 0.05, 0.95, "compare.margin 0.01 → 0.05 (loosened)")]
    [InlineData(ComparisonKind.NonInferior, 0.005, 0.95, "compare.margin 0.01 → 0.005 (tightened)")]
    [InlineData(ComparisonKind.NonInferior, 0.01, 0.8, "compare.confidence 0.95 → 0.8 (loosened)")]
    [InlineData(ComparisonKind.Superior, 0.01, 0.95, "compare.kind non-inferior → superior (tightened)")]
    public void A_comparison_is_compared_part_by_part(
        ComparisonKind kind,
        double margin,
        double confidence,
        string sentence
    ) => Sentences(Policy with { Compare = new ComparisonRule(kind, margin, confidence) }).ShouldBe([sentence]);

    [Fact]
    public void A_superior_challenger_that_must_clear_less_is_a_looser_gate()
    {
        var before = Policy with { Compare = new ComparisonRule(ComparisonKind.Superior, 0.02) };
        var after = Policy with { Compare = new ComparisonRule(ComparisonKind.Superior, 0.01) };
        PolicyChanges.Between(before, after).Single().Sentence.ShouldBe("compare.margin 0.02 → 0.01 (loosened)");
    }

    [Fact]
    public void A_gate_that_compares_with_something_else_or_with_nothing_is_named()
    {
        Sentences(Policy with { Against = "staging" }).ShouldBe(["against prod → staging (may loosen)"]);
        Sentences(Policy with { Compare = null }).ShouldBe(["compare removed (loosened)"]);
        Sentences(Policy with { Primary = new MetricReference("f1", []) })
            .ShouldBe(["primary roc_auc → f1 (may loosen)"]);
    }

    [Fact]
    public void Softer_consequences_loosen()
    {
        var on = ImmutableDictionary<Outcome, OutcomeDecision>.Empty.Add(
            Outcome.Fail,
            new OutcomeDecision(Decision.Neutral, Decision.Refuse)
        );
        Sentences(Policy with { On = on }).ShouldBe(["on.fail.pr refuse → neutral (loosened)"]);
        Sentences(Policy with { First = Outcome.Fail }).ShouldBe(["first pass → fail (tightened)"]);
    }

    [Fact]
    public void Slices_that_are_not_guarded_any_more_loosen()
    {
        Sentences(Policy with { Slices = new SliceRule(["region"], 0.03) })
            .ShouldBe(["slices.by plan removed (loosened)", "slices.margin 0.02 → 0.03 (loosened)"]);
        Sentences(Policy with { Slices = null }).ShouldBe(["slices removed (loosened)"]);
    }

    [Fact]
    public void Only_what_tightens_leaves_the_new_policy_in_charge()
    {
        new PolicyChange("", PolicyShift.Tightened).Loosens.ShouldBeFalse();
        new PolicyChange("", PolicyShift.Loosened).Loosens.ShouldBeTrue();
        new PolicyChange("", PolicyShift.MayLoosen).Loosens.ShouldBeTrue();
    }

    [Fact]
    public void Equal_policies_have_one_digest_and_different_ones_do_not()
    {
        var respelled = Policy with
        {
            Require = Conditions("log_loss <= champion*1.02", "roc_auc >= 80%"),
            Slices = new SliceRule(["plan", "region"], 0.02),
        };
        PolicyText.Digest(respelled).ShouldBe(PolicyText.Digest(Policy));
        PolicyText.Digest(Policy with { Against = "main" }).ShouldNotBe(PolicyText.Digest(Policy));
    }

    [Fact]
    public void A_policy_as_text_says_every_rule()
    {
        PolicyText
            .Of(Policy with { Against = "a\nrequire x" })
            .ShouldBe(
                """
                against "a\nrequire x"
                first pass
                primary roc_auc
                compare non-inferior margin 0.01 confidence 0.95 test auto
                require log_loss <= champion * 1.02
                require roc_auc >= 0.8
                on pass pr accept promote accept
                on inconclusive pr refuse promote refuse
                on no-data pr refuse promote refuse
                on fail pr refuse promote refuse
                on error pr refuse promote refuse
                slices "plan" "region" margin 0.02

                """
            );
    }

    private static IEnumerable<string> Sentences(GatePolicy after) =>
        PolicyChanges.Between(Policy, after).Select(change => change.Sentence);

    private static ImmutableArray<Condition> Conditions(params string[] texts) =>
        [
            .. texts.Select(text =>
            {
                ConditionParser.TryParse(text, out var condition, out _).ShouldBeTrue();
                return condition!;
            }),
        ];
}
