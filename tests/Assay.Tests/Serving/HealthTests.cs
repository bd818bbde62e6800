using System.Net;

namespace Assay.Tests.Serving;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/v2/health/live", """{"live":true}""")]
    [InlineData("/v2/health/ready", """{"ready":true}""")]
    [InlineData("/v2/models/iris/ready", """{"ready":true}""")]
    [InlineData("/v2/models/iris/versions/v1.0.0/ready", """{"ready":true}""")]
    [InlineData("/ping", "\n")]
    public async Task A_server_that_has_its_model_is_live_and_ready(string path, string body)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        using var answer = await server.SendAsync(HttpMethod.Get, path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(body);
    }

    [Fact]
    public async Task The_server_names_itself()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        using var answer = await server.SendAsync(HttpMethod.Get, "/v2");

        (await RunningServer.JsonOf(answer)).GetProperty("name").GetString().ShouldBe("assay-serving");
    }

    [Fact]
    public async Task Requests_rows_and_refusals_are_counted_for_Prometheus()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());
        await server.PostAsync("/predict", """[{"age":1},{"age":2}]""");
        await server.PostAsync("/predict", "{}");

        using var answer = await server.SendAsync(HttpMethod.Get, "/metrics");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        text.ShouldContain(
            "assay_model_info{model=\"plans\",version=\"v1.0.0\",run=\"0199a1b2c3d47e5f8a9b0c1d2e3f4a5b\"} 1\n"
        );
        text.ShouldContain("assay_requests_total{code=\"200\"} 1\n");
        text.ShouldContain("assay_requests_total{code=\"400\"} 1\n");
        text.ShouldContain("assay_rows_total 2\n");
        text.ShouldContain("assay_request_seconds_count 2\n");
        text.ShouldContain("assay_request_seconds_bucket{le=\"+Inf\"} 2\n");
    }

    [Theory]
    [InlineData("abc-1", "abc-1")]
    [InlineData("a b", null)]
    [InlineData("", null)]
    public async Task A_request_keeps_the_id_that_it_came_with_if_it_is_a_proper_one(string given, string? expected)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        using var answer = await server.SendAsync(HttpMethod.Get, "/ping", ("x-request-id", given));

        var id = answer.Headers.GetValues("x-request-id").ShouldHaveSingleItem();
        id.ShouldBe(expected ?? "0807060504030201-1");
    }

    [Fact]
    public async Task A_server_that_was_told_to_end_is_not_ready_and_answers_what_still_comes()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());
        var client = Task.Run(async () =>
        {
            var statuses = new List<int>();
            while (!server.Server.Host.IsDraining || statuses.Count < 50)
            {
                statuses.Add((await server.PostAsync("/predict", """{"age":1}""")).Status);
            }

            using var ready = await server.SendAsync(HttpMethod.Get, "/v2/health/ready");
            return (statuses, ready.StatusCode, ready.Headers.ConnectionClose);
        });

        var cut = await server.Server.Host.DrainAsync(TimeProvider.System);

        cut.ShouldBe(0);
        var (answered, readiness, closes) = await client;
        answered.ShouldAllBe(status => status == 200);
        readiness.ShouldBe(HttpStatusCode.ServiceUnavailable);
        closes.ShouldBe(true);
    }
}
