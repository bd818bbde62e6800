using System.Net;

namespace Assay.Tests.Serving;

public sealed class GatewayFaultTests
{
    [Fact]
    public async Task A_canary_that_died_costs_no_user_an_answer_and_is_counted_an_error()
    {
        await using var gateway = await RunningGateway.StartAsync(weight: 100);
        await gateway.Canary.DisposeAsync();

        using var answer = await gateway.AskAsync("c1");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        RunningGateway.ArmOf(answer).ShouldBe("stable");
        answer.Headers.GetValues("x-model-fallback").ShouldBe(["canary"]);
        var stats = await gateway.StatsAsync();
        (stats.Canary!.Requests, stats.Canary.Errors, stats.Stable.Requests).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task A_stable_that_died_is_said_in_one_sentence()
    {
        await using var gateway = await RunningGateway.StartAsync();
        await gateway.Stable.DisposeAsync();

        using var answer = await gateway.AskAsync("c1");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        RunningGateway.ArmOf(answer).ShouldBe("stable");
        (await RunningServer.JsonOf(answer))
            .GetProperty("error")
            .GetString()
            .ShouldBe("the server of the stable version does not answer");
        (await gateway.StatsAsync()).Stable.Errors.ShouldBe(1);
    }

    [Fact]
    public async Task An_arm_that_is_silent_too_long_is_a_timeout()
    {
        await using var gateway = await RunningGateway.StartAsync(patience: TimeSpan.FromMilliseconds(200));
        var held = new TaskCompletionSource();
        gateway.Stable.Hold = held.Task;

        using var answer = await gateway.AskAsync("c1");
        held.SetResult();

        answer.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        gateway.Stable.Asked.ShouldBe(1);
        (await gateway.StatsAsync()).Stable.Errors.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, 1, 0)]
    [InlineData(503, 1, 0)]
    [InlineData(400, 0, 1)]
    [InlineData(413, 0, 1)]
    [InlineData(200, 0, 0)]
    public async Task Answers_are_passed_on_and_counted_as_errors_or_refusals(int status, int errors, int refusals)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Stable.Status = status;

        using var answer = await gateway.AskAsync("c1");

        ((int)answer.StatusCode).ShouldBe(status);
        var stats = (await gateway.StatsAsync()).Stable;
        (stats.Requests, stats.Errors, stats.Refusals, stats.Latency.Count).ShouldBe((1, errors, refusals, 1));
        stats.Version.ShouldBe("v1.0.0");
    }
}
