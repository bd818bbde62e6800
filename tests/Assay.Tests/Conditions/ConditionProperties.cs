using Assay.Core.Conditions;
using CsCheck;

namespace Assay.Tests.Conditions;

public sealed class ConditionProperties
{
    private static readonly Gen<string> Names =
        from first in Gen.Char["abcxyzAZ_"]
        from rest in Gen.String[Gen.Char["abcxyzAZ_019./-"], 0, 12]
        select first + rest;

    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Double[-1, 1],
        Gen.Double.Where(double.IsFinite),
        Gen.Int.Select(i => (double)i)
    );

    private static readonly Gen<MetricReference> Metrics =
        from name in Names.Where(name => !Sides.IsOne(name))
        from keys in Gen.String[Gen.Char["abk_"], 1, 3].HashSet[0, 3]
        from values in Numbers.Array[3]
        select new MetricReference(name, [.. keys.Zip(values, KeyValuePair.Create)]);

    private static readonly Gen<Threshold> Thresholds = Gen.OneOf(
        Gen.Select(Numbers, Gen.Enum<Unit>(), (value, unit) => new Threshold(value, unit)),
        Gen.Select(
            Gen.Bool.Select(champion => champion ? Sides.Champion : Sides.Stable),
            Numbers.Select(Math.Abs),
            Numbers,
            Gen.Enum<Unit>(),
            (side, factor, offset, unit) => new Threshold(0, offset == 0 ? Unit.None : unit, side, factor, offset)
        )
    );

    private static readonly Gen<Condition> All = Gen.Select(
        Metrics,
        Gen.Enum<ConditionOperator>(),
        Thresholds,
        (metric, comparison, threshold) => new Condition(metric, comparison, threshold, "")
    );

    [Fact]
    public void What_is_printed_reads_back_as_the_same_condition() =>
        All.Sample(condition =>
            ConditionParser.TryParse(condition.ToString(), out var read, out _) && read with { Text = "" } == condition
        );

    [Fact]
    public void Every_prefix_of_a_condition_is_a_condition_or_a_located_fault() =>
        All.Sample(condition =>
        {
            var text = condition.ToString();
            return Enumerable.Range(0, text.Length).All(length => IsReadOrLocated(text[..length]));
        });

    [Fact]
    public void Any_text_is_a_condition_or_a_located_fault() =>
        Gen.String[Gen.Char["ab@=<>,.0159eE+-* %msKMGiBch\n\"é"], 0, 30].Sample(IsReadOrLocated);

    private static bool IsReadOrLocated(string text) =>
        ConditionParser.TryParse(text, out var condition, out var fault)
            ? condition is not null && fault is null
            : condition is null
                && fault is not null
                && fault.Column >= 1
                && fault.Column <= text.Length + 1
                && fault.Message.Contains("for example", StringComparison.Ordinal);
}
