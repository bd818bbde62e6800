using System.Net;
using Assay.Core.Rollouts;

namespace Assay.Tests.Serving;

public sealed class GatewaySplitTests
{
    [Fact]
    public async Task The_same_customer_always_gets_the_same_arm_and_a_greater_weight_only_adds_customers()
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 20);
        var customers = Enumerable.Range(0, 200).Select(i => $"c{i}").ToArray();

        var first = await ArmsAsync(gateway, customers);
        var again = await ArmsAsync(gateway, customers);
        (await gateway.AdminAsync(HttpMethod.Put, "/weight", """{"weight":60}""")).Status.ShouldBe(HttpStatusCode.OK);
        var more = await ArmsAsync(gateway, customers);

        again.ShouldBe(first);
        first.ShouldBe(customers.Select(c => ArmSplit.BucketOf("rollout-7", c) < 2000 ? "canary" : "stable"));
        more.ShouldBe(customers.Select(c => ArmSplit.BucketOf("rollout-7", c) < 6000 ? "canary" : "stable"));
    }

    [Theory]
    [InlineData(KeySource.Header, "x-customer", "X-Customer", "c7")]
    [InlineData(KeySource.Cookie, "customer", "Cookie", "a=b; customer=c7")]
    public async Task The_key_may_stand_in_a_header_or_a_cookie(
        KeySource from,
        string name,
        string header,
        string value
    )
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 50, new SplitKey(from, name));

        using var answer = await gateway.AskAsync(null, (header, value));

        RunningGateway.ArmOf(answer).ShouldBe(ArmSplit.BucketOf("rollout-7", "c7") < 5000 ? "canary" : "stable");
        (await gateway.StatsAsync()).Stable.Keyless.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"rows":[{"age":1,"customer":"c7"},{"customer":"c8"}]}""")]
    [InlineData("""[{"customer":"c\u0037"}]""")]
    [InlineData("""{"parameters":{"customer":"c7"},"inputs":[]}""")]
    [InlineData("""{"customer":["c9"],"rows":[{"customer":"c7"}]}""")]
    public async Task The_key_may_stand_anywhere_in_the_body_and_that_of_the_first_row_counts(string body)
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 50);

        using var answer = await gateway.SendAsync(HttpMethod.Post, "/predict", body);

        RunningGateway.ArmOf(answer).ShouldBe(ArmSplit.BucketOf("rollout-7", "c7") < 5000 ? "canary" : "stable");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"customer\":")]
    [InlineData("{\"customer\":null}")]
    [InlineData("")]
    public async Task Requests_without_a_key_are_split_by_their_id_and_counted_so(string body)
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 50);

        for (var i = 0; i < 20; i++)
        {
            using var answer = await gateway.SendAsync(HttpMethod.Post, "/predict", body, ("x-request-id", $"r{i}"));
            RunningGateway.ArmOf(answer).ShouldBe(ArmSplit.BucketOf("rollout-7", $"r{i}") < 5000 ? "canary" : "stable");
        }

        var stats = await gateway.StatsAsync();
        (stats.Stable.Keyless + stats.Canary!.Keyless).ShouldBe(20);
        stats.Stable.Keyless.ShouldBe(stats.Stable.Requests);
    }

    [Fact]
    public async Task Arm_version_and_request_are_named_in_every_answer_and_the_request_is_passed_on_whole()
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var answer = await gateway.SendAsync(
            HttpMethod.Post,
            "/v2/models/m/infer?a=b",
            "{\"x\":1}",
            ("x-request-id", "q1")
        );

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            "v1.0.0 /v2/models/m/infer?a=b {\"x\":1}"
        );
        RunningGateway.ArmOf(answer).ShouldBe("stable");
        answer.Headers.GetValues("x-model-version").ShouldBe(["v1.0.0"]);
        answer.Headers.GetValues("x-request-id").ShouldBe(["q1"]);
    }

    [Fact]
    public async Task A_header_forces_an_arm_and_such_requests_are_counted_apart()
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var canary = await gateway.AskAsync("c1", ("x-assay-arm", "canary"));
        using var stable = await gateway.AskAsync("c1", ("x-assay-arm", "stable"));
        using var other = await gateway.AskAsync("c1", ("x-assay-arm", "best"));

        RunningGateway.ArmOf(canary).ShouldBe("canary");
        RunningGateway.ArmOf(stable).ShouldBe("stable");
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var stats = await gateway.StatsAsync();
        (stats.Stable.Requests, stats.Stable.Forced, stats.Canary!.Forced).ShouldBe((0, 1, 1));
    }

    [Fact]
    public async Task What_is_no_prediction_is_asked_of_stable_and_not_counted()
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 100);

        using var answer = await gateway.SendAsync(HttpMethod.Get, "/v2/models/m");

        RunningGateway.ArmOf(answer).ShouldBe("stable");
        (await gateway.StatsAsync()).Stable.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task An_arms_own_figures_are_not_shown_to_users()
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var answer = await gateway.SendAsync(HttpMethod.Get, "/metrics");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        gateway.Stable.Asked.ShouldBe(0);
    }

    private static async Task<string[]> ArmsAsync(RunningGateway gateway, string[] customers)
    {
        var arms = new List<string>();
        foreach (var customer in customers)
        {
            using var answer = await gateway.AskAsync(customer);
            arms.Add(RunningGateway.ArmOf(answer));
        }

        return [.. arms];
    }
}
