using System.Net;
using Assay.Core.Rollouts;

namespace Assay.Tests.Serving;

public sealed class GatewayControlTests
{
    [Fact]
    public async Task Counts_are_read_from_a_mark_on()
    {
        await using var gateway = await RunningGateway.StartAsync();
        (await gateway.AskAsync("c1")).Dispose();
        await gateway.AdminAsync(HttpMethod.Put, "/marks/step-1");
        (await gateway.AskAsync("c2")).Dispose();
        (await gateway.AskAsync("c3")).Dispose();

        var window = await gateway.StatsAsync("step-1");

        (window.Mark, window.Stable.Requests, window.Stable.Latency.Count).ShouldBe(("step-1", 2, 2));
        (await gateway.StatsAsync()).Stable.Requests.ShouldBe(3);
        (await gateway.AdminAsync(HttpMethod.Get, "/arms/stats?since=step-2")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.AdminAsync(HttpMethod.Put, "/marks/a%20b")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Arms_are_swapped_under_load_and_no_request_is_lost()
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 10);
        using var end = new CancellationTokenSource();
        var clients = Enumerable
            .Range(0, 8)
            .Select(async client =>
            {
                var statuses = new List<HttpStatusCode>();
                for (var i = 0; !end.IsCancellationRequested; i++)
                {
                    using var answer = await gateway.AskAsync($"c{client}-{i}");
                    statuses.Add(answer.StatusCode);
                }

                return statuses;
            })
            .ToArray();
        for (var weight = 20; weight <= 100; weight += 20)
        {
            await gateway.AdminAsync(HttpMethod.Put, "/weight", $$"""{"weight":{{weight}}}""");
        }

        var promoted = new GatewayRouting { Stable = new GatewayArm(gateway.Canary.Url, "v1.1.0") };
        (await gateway.AdminAsync(HttpMethod.Put, "/arms", promoted.ToJson())).Status.ShouldBe(HttpStatusCode.OK);
        var (status, body) = await gateway.AdminAsync(HttpMethod.Post, $"/drain?url={gateway.Stable.Url}");
        status.ShouldBe(HttpStatusCode.OK);
        GatewayState.Parse(body).Servers.Select(s => s.Url).ShouldBe([gateway.Canary.Url]);
        await gateway.Stable.DisposeAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => gateway.AskAsync($"last-{i}")));
        await end.CancelAsync();

        var answers = await Task.WhenAll(clients);
        answers.SelectMany(a => a).ShouldAllBe(s => s == HttpStatusCode.OK);
        answers.Sum(a => a.Count).ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task A_drain_takes_the_share_away_and_waits_for_what_is_under_way()
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 100);
        var held = new TaskCompletionSource();
        gateway.Canary.Hold = held.Task;
        var request = gateway.AskAsync("c1");
        while (gateway.Canary.Asked == 0)
        {
            await Task.Yield();
        }

        var (tooEarly, why) = await gateway.AdminAsync(HttpMethod.Post, "/drain?seconds=0");
        using var other = await gateway.AskAsync("c1");
        held.SetResult();
        using var answer = await request;
        var (done, state) = await gateway.AdminAsync(HttpMethod.Post, "/drain?seconds=10");

        tooEarly.ShouldBe(HttpStatusCode.GatewayTimeout, why);
        RunningGateway.ArmOf(other).ShouldBe("stable");
        RunningGateway.ArmOf(answer).ShouldBe("canary");
        done.ShouldBe(HttpStatusCode.OK);
        GatewayState.Parse(state).Routing.Weight.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_to_another_revision_than_was_read_is_refused()
    {
        await using var gateway = await RunningGateway.StartAsync();

        (await gateway.AdminAsync(HttpMethod.Put, "/weight?revision=1", """{"weight":5}""")).Status.ShouldBe(
            HttpStatusCode.OK
        );
        var (status, body) = await gateway.AdminAsync(HttpMethod.Put, "/weight?revision=1", """{"weight":50}""");

        status.ShouldBe(HttpStatusCode.Conflict);
        body.ShouldContain("the gateway is at revision 2, not 1");
        GatewayState.Parse((await gateway.AdminAsync(HttpMethod.Get, "/state")).Body).Routing.Weight.ShouldBe(5);
    }

    [Fact]
    public async Task The_same_arms_twice_change_nothing_and_counts_go_on()
    {
        await using var gateway = await RunningGateway.StartAsync();
        (await gateway.AskAsync("c1")).Dispose();

        var (_, body) = await gateway.AdminAsync(HttpMethod.Put, "/arms", gateway.Routing.ToJson());

        GatewayState.Parse(body).Revision.ShouldBe(1);
        (await gateway.StatsAsync()).Stable.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("PUT", "/weight", """{"weight":101}""", 400, "weight is 101; expected a percentage")]
    [InlineData("PUT", "/weight", """{"share":5}""", 400, "the body is not what PUT /weight takes, at $.share")]
    [InlineData("PUT", "/weight", "", 400, "the body is not what PUT /weight takes")]
    [InlineData("PUT", "/arms", """{"stable":{"url":"nowhere"}}""", 400, "stable.url is 'nowhere'")]
    [InlineData("PUT", "/arms", """{"canary":null}""", 400, "the body is not what PUT /arms takes")]
    [InlineData("PUT", "/weight?revision=x", """{"weight":1}""", 400, "revision is 'x'")]
    [InlineData("DELETE", "/arms", "", 404, "there is no DELETE '/arms' on the admin port")]
    public async Task A_change_that_is_wrong_is_refused_in_one_sentence(
        string method,
        string path,
        string body,
        int status,
        string message
    )
    {
        await using var gateway = await RunningGateway.StartAsync();

        var (got, answer) = await gateway.AdminAsync(new HttpMethod(method), path, body);

        ((int)got).ShouldBe(status);
        answer.ShouldContain(message, Case.Sensitive);
    }

    [Fact]
    public async Task Figures_for_Prometheus_are_on_the_admin_port()
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 5);
        using var answer = await gateway.AskAsync("c1");

        var (_, text) = await gateway.AdminAsync(HttpMethod.Get, "/metrics");

        text.ShouldContain("assay_gateway_weight_percent 5\n");
        text.ShouldContain("assay_gateway_requests_total{arm=\"stable\",version=\"v1.0.0\"} 1\n");
        text.ShouldContain("assay_gateway_errors_total{arm=\"canary\",version=\"\"} 0\n");
    }

    [Fact]
    public async Task The_admin_port_wants_the_token()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var client = new HttpClient();

        using var answer = await client.GetAsync(
            new Uri($"http://127.0.0.1:{gateway.Server.Host.AdminPort}/state"),
            TestContext.Current.CancellationToken
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
