using Assay.Core.Conditions;

namespace Assay.Tests.Conditions;

public sealed class ConditionFaultTests
{
    [Theory]
    [InlineData("roc_auc => 0.8", 9, "expected METRIC OP VALUE with OP one of <, <=, >, >=, ==")]
    [InlineData("roc_auc =< 0.8", 9, "expected METRIC OP VALUE with OP one of <, <=, >, >=, ==")]
    [InlineData("roc_auc = 0.8", 9, "expected METRIC OP VALUE with OP one of <, <=, >, >=, ==")]
    [InlineData("roc_auc >== 0.8", 9, "expected METRIC OP VALUE with OP one of <, <=, >, >=, ==")]
    [InlineData("roc_auc != 0.8", 9, "expected METRIC OP VALUE with OP one of <, <=, >, >=, ==")]
    [InlineData("roc_auc", 8, "expected METRIC OP VALUE with OP one of <, <=, >, >=, ==")]
    [InlineData("", 1, "expected METRIC OP VALUE with OP one of <, <=, >, >=, ==")]
    [InlineData("0.8 <= roc_auc", 1, "expected METRIC OP VALUE with OP one of <, <=, >, >=, ==")]
    [InlineData("roc_auc >=", 11, "expected a number, champion or stable after >=, found nothing")]
    [InlineData("roc_auc >= prod", 12, "expected a number, champion or stable after >=, found 'prod'")]
    [InlineData("roc_auc >= NaN", 12, "expected a number, champion or stable after >=, found 'NaN'")]
    [InlineData("roc_auc >= 0,8", 13, "expected nothing after the value, found ',8'")]
    [InlineData("roc_auc >= 0.8 and f1 > 1", 16, "'and' is not a unit; expected one of %, ns, us, ms, s, m, h, B,")]
    [InlineData("model_size <= 50mb", 17, "'mb' is not a unit (did you mean 'MB'?); expected one of")]
    [InlineData("latency_p99 <= 1e999", 16, "'1e999' is too large")]
    [InlineData("model_size <= 1e308GiB", 15, "the number is too large")]
    [InlineData("champion >= 0.8", 1, "champion stands on the right of the operator only")]
    [InlineData("log_loss <= 1.02 * champion", 18, "expected nothing after the value, found '* champion'")]
    [InlineData("log_loss <= champion *", 23, "expected a number after *, found nothing")]
    [InlineData("log_loss <= champion * 5ms", 27, "expected a factor without a unit after champion *")]
    [InlineData("log_loss <= champion - -1", 24, "expected a number after -, found '-1'")]
    [InlineData("log_loss <= champion + 1 * 2", 26, "expected nothing after the value, found '* 2'")]
    [InlineData("recall@ >= 0.3", 8, "expected KEY=NUMBER after the metric's name")]
    [InlineData("recall@precision >= 0.3", 17, "expected = and a number after 'precision'")]
    [InlineData("recall@precision=high >= 0.3", 18, "expected a number for 'precision', found 'high >= 0.3'")]
    [InlineData("f@a=1,a=2 >= 0.3", 7, "'a' is given twice")]
    public void A_text_that_is_no_condition_is_told_where_and_what_was_expected(string text, int column, string detail)
    {
        ConditionParser.TryParse(text, out var condition, out var fault).ShouldBeFalse();
        condition.ShouldBeNull();
        fault.ShouldNotBeNull();
        fault.Message.ShouldStartWith($"'{text}' is not a condition: {detail}");
        fault.Message.ShouldEndWith("for example 'roc_auc >= 0.8'");
        fault.Column.ShouldBe(column);
    }

    [Fact]
    public void A_hostile_text_is_quoted_short_and_without_control_characters()
    {
        ConditionParser.TryParse("\u001b[2J\n" + new string('x', 10_000), out _, out var fault).ShouldBeFalse();
        fault!.Message.ShouldStartWith("'\\u001b[2J\\u000axxx");
        fault.Message.Length.ShouldBeLessThan(250);
        fault.Message.ShouldNotContain("\u001b");
    }
}
