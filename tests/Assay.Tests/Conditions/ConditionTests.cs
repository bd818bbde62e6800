using Assay.Core.Conditions;

namespace Assay.Tests.Conditions;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("roc_auc >= 0.80", "roc_auc >= 0.8")]
    [InlineData("roc_auc>=.8", "roc_auc >= 0.8")]
    [InlineData("  log_loss <= champion * 1.02  ", "log_loss <= champion * 1.02")]
    [InlineData("log_loss <= champion*1.02+0.01", "log_loss <= champion * 1.02 + 0.01")]
    [InlineData("roc_auc >= champion - 0.01", "roc_auc >= champion - 0.01")]
    [InlineData("error_rate <= stable", "error_rate <= stable")]
    [InlineData("latency_p99 <= stable * 1.2 + 5ms", "latency_p99 <= stable * 1.2 + 0.005s")]
    [InlineData("recall@precision=0.9 >= 0.3", "recall@precision=0.9 >= 0.3")]
    [InlineData("f@beta=2,threshold=0.4 > 0.3", "f@beta=2,threshold=0.4 > 0.3")]
    [InlineData("precision@5 == 1", "precision@k=5 == 1")]
    [InlineData("error_rate < 1 %", "error_rate < 0.01")]
    [InlineData("latency_p99 <= 20ms", "latency_p99 <= 0.02s")]
    [InlineData("latency_p99 <= 1.5 us", "latency_p99 <= 1.5E-06s")]
    [InlineData("model_size <= 50MB", "model_size <= 50000000B")]
    [InlineData("model_size <= 2MiB", "model_size <= 2097152B")]
    [InlineData("r2 >= -1e-3", "r2 >= -0.001")]
    [InlineData("val/loss.mean < 1", "val/loss.mean < 1")]
    public void A_condition_is_read_and_has_one_spelling(string text, string spelling) =>
        Parsed(text).ToString().ShouldBe(spelling);

    [Fact]
    public void A_percentage_is_divided_once_so_that_no_rounding_shows() =>
        Parsed("error_rate <= 35%").Threshold.Value.ShouldBe(0.35);

    [Fact]
    public void A_condition_keeps_the_words_of_its_author() =>
        Parsed("roc_auc  >=  0.80").Text.ShouldBe("roc_auc  >=  0.80");

    [Theory]
    [InlineData("roc_auc < 0.8", 0.7, true)]
    [InlineData("roc_auc < 0.8", 0.8, false)]
    [InlineData("roc_auc <= 0.8", 0.8, true)]
    [InlineData("roc_auc > 0.8", 0.8, false)]
    [InlineData("roc_auc >= 0.8", 0.8, true)]
    [InlineData("roc_auc == 0.8", 0.8, true)]
    [InlineData("roc_auc == 0.8", 0.81, false)]
    public void Every_operator_compares_as_it_reads(string text, double value, bool holds) =>
        Parsed(text).Evaluate(value).ShouldBe(holds ? ConditionResult.Holds : ConditionResult.DoesNotHold);

    [Theory]
    [InlineData("log_loss < 1")]
    [InlineData("log_loss <= 1")]
    [InlineData("log_loss > -1")]
    [InlineData("log_loss >= -1")]
    [InlineData("log_loss == 0")]
    [InlineData("log_loss <= champion * 2")]
    public void A_metric_that_is_missing_or_not_a_number_never_satisfies(string text)
    {
        Parsed(text).Evaluate(null, 0.5).ShouldBe(ConditionResult.DoesNotHold);
        Parsed(text).Evaluate(double.NaN, 0.5).ShouldBe(ConditionResult.DoesNotHold);
    }

    [Theory]
    [InlineData(0.408, ConditionResult.Holds)]
    [InlineData(0.409, ConditionResult.DoesNotHold)]
    public void A_relative_condition_compares_with_the_other_side(double value, ConditionResult expected) =>
        Parsed("log_loss <= champion * 1.02").Evaluate(value, 0.4).ShouldBe(expected);

    [Fact]
    public void A_condition_on_a_champion_that_does_not_exist_yet_is_not_applicable() =>
        Parsed("log_loss <= champion * 1.02").Evaluate(0.4, null).ShouldBe(ConditionResult.NotApplicable);

    [Fact]
    public void A_condition_on_a_champion_whose_metric_is_undefined_does_not_hold() =>
        Parsed("log_loss <= champion * 1.02").Evaluate(0.4, double.NaN).ShouldBe(ConditionResult.DoesNotHold);

    private static Condition Parsed(string text)
    {
        ConditionParser.TryParse(text, out var condition, out var fault).ShouldBeTrue(fault?.Message);
        return condition!;
    }
}
