using Assay.Core.Metrics;

namespace Assay.Tests.Metrics;

public sealed class ColumnAggregateTests
{
    [Theory]
    [InlineData("sum(amount where tp)", AggregateFunction.Sum, "amount", AnswerKind.Tp)]
    [InlineData("mean( amount )", AggregateFunction.Mean, "amount", null)]
    [InlineData("count(id where fn)", AggregateFunction.Count, "id", AnswerKind.Fn)]
    [InlineData("sum(\"amount in €\" where fp)", AggregateFunction.Sum, "amount in €", AnswerKind.Fp)]
    public void An_aggregate_names_a_function_a_column_and_the_answers_it_looks_at(
        string text,
        AggregateFunction function,
        string column,
        AnswerKind? where
    )
    {
        ColumnAggregateParser.TryParse(text, out var aggregate, out _).ShouldBeTrue();
        aggregate.ShouldBe(new ColumnAggregate(function, column, where, text));
    }

    [Theory]
    [InlineData("total(amount)", 1, "expected one of sum, mean, count at the beginning, found 'total'")]
    [InlineData("sum amount", 5, "expected '(', found 'amount'")]
    [InlineData("sum()", 5, "expected a column's name after '('")]
    [InlineData("sum(\"amount)", 6, "expected a column's name after '('")]
    [InlineData("sum(amount if tp)", 12, "expected ')', found 'if tp)'")]
    [InlineData("sum(amount where positive)", 18, "expected one of tp, fp, tn, fn after 'where', found 'positive'")]
    [InlineData("sum(amount", 11, "expected ')', found nothing")]
    [InlineData("sum(amount) * 2", 13, "expected nothing after ')', found '* 2'")]
    public void A_text_that_is_no_aggregate_is_told_where_and_what_was_expected(string text, int column, string detail)
    {
        ColumnAggregateParser.TryParse(text, out _, out var fault).ShouldBeFalse();
        fault!.Message.ShouldBe(
            $"'{text}' is not an aggregate of a column: {detail}, for example 'sum(amount where tp)'"
        );
        fault.Column.ShouldBe(column);
    }
}
