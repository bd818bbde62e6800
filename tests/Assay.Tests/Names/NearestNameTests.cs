using Assay.Core.Names;

namespace Assay.Tests.Names;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("metirc", "metric")]
    [InlineData("metrics_", "metrics")]
    [InlineData("Churned", "churned")]
    [InlineData("chrun", "churn")]
    public void A_slip_finds_the_name_that_was_meant(string typed, string meant) =>
        NearestName.Of(typed, ["metric", "metrics", "churn", "churned"]).ShouldBe(meant);

    [Theory]
    [InlineData("weather")]
    [InlineData("")]
    [InlineData("x")]
    public void A_word_unlike_all_others_finds_none(string typed) =>
        NearestName.Of(typed, ["metric", "metrics", "churn"]).ShouldBeNull();
}
