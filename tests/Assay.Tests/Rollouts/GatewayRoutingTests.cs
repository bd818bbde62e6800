using System.Text;
using System.Text.Json;
using Assay.Core.Rollouts;

namespace Assay.Tests.Rollouts;

public sealed class GatewayRoutingTests
{
    private static readonly GatewayRouting _routing = new()
    {
        Stable = new GatewayArm("http://127.0.0.1:8080", "v1.0.0"),
        Canary = new GatewayArm("http://127.0.0.1:8082"),
        Weight = 12.5m,
        Salt = "rollout-7",
        SplitBy = new SplitKey(KeySource.Field, "customer_id"),
        Guard = new GatewayGuard { VisitWithin = TimeSpan.FromHours(2) },
    };

    [Fact]
    public void A_routing_is_read_as_it_was_written()
    {
        _routing
            .ToJson()
            .ShouldBe(
                """{"stable":{"url":"http://127.0.0.1:8080","version":"v1.0.0"},"canary":{"url":"http://127.0.0.1:8082"},"weight":12.5,"salt":"rollout-7","split_by":{"from":"field","name":"customer_id"},"guard":{"visit_within":"02:00:00","abort":[],"false_alarm":0.01}}"""
            );
        GatewayRouting.Parse(Encoding.UTF8.GetBytes(_routing.ToJson())).ShouldBe(_routing);
        _routing.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_state_is_read_as_it_was_written()
    {
        var at = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        var state = new GatewayState
        {
            Routing = _routing,
            Revision = 3,
            Started = at,
            LastVisit = at.AddMinutes(1),
            WentBack = new WentBack(at.AddHours(3), "nobody visited"),
            Servers = [new ServerLoad("http://127.0.0.1:8080", 2)],
        };

        GatewayState.Parse(state.ToJson()).ToJson().ShouldBe(state.ToJson());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"stable":null}""")]
    [InlineData("""{"stable":{"url":"http://a"},"wieght":5}""")]
    [InlineData("""{"stable":{"url":"http://a"},"split_by":{"from":"body","name":"x"}}""")]
    public void What_is_no_routing_is_refused(string json) =>
        Should.Throw<JsonException>(() => GatewayRouting.Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("ftp://a")]
    [InlineData("http://user:secret@a")]
    [InlineData("http://a/path")]
    public void An_address_is_that_of_a_server(string url) =>
        (_routing with { Stable = new GatewayArm(url) })
            .Problems()
            .ShouldHaveSingleItem()
            .ShouldStartWith($"stable.url is '{url}'; expected an address");

    [Theory]
    [InlineData(-1)]
    [InlineData(100.01)]
    [InlineData(0.005)]
    public void A_weight_is_a_percentage_in_hundredths(double weight) =>
        (_routing with { Weight = (decimal)weight })
            .Problems()
            .ShouldHaveSingleItem()
            .ShouldContain("expected a percentage");

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() => (
            _routing with
            {
                Canary = null,
                SplitBy = new SplitKey(KeySource.Header, "a b"),
                Salt = new string('x', 201),
                Guard = new GatewayGuard { VisitWithin = TimeSpan.Zero },
            }
        ).Problems().Length.ShouldBe(4);
}
