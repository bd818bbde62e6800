using System.Net;
using Assay.Core.Drift;
using Assay.Serving.Hosting;

namespace Assay.Tests.Serving;

public sealed class TrafficProfileTests
{
    private static readonly HostSettings _withToken = new()
    {
        Port = 0,
        AdminPort = 0,
        AdminToken = "s3cret",
    };

    [Fact]
    public async Task What_was_asked_and_answered_is_counted_and_no_row_is_kept()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge(), _withToken);
        await server.PostAsync("/predict", """[{"plan":"gold","age":10},{"plan":"b\u0061sic","age":20},{"age":30}]""");
        await server.PostAsync("/predict", """{"plan":"gold","age":-1}""");

        var profile = ProfileDocument.Read(await server.AdminAsync(HttpMethod.Get, "/profile", "s3cret"));

        (profile.Model, profile.Rows).ShouldBe(("plans", 3));
        profile.ModelDigest.ShouldBe(server.Server.Model.Digest);
        var plan = profile.Columns[0].ShouldBeOfType<CategoryProfile>();
        (plan["gold"], plan["basic"], plan.Missing).ShouldBe((1, 1, 1));
        var age = profile.Columns[1].ShouldBeOfType<NumberProfile>();
        (age.Count, age.Min, age.Mean, age.Max).ShouldBe((3, 10, 20, 30));
        profile.Predictions.Select(p => p.Name).ShouldBe(["score", "label"]);
        var score = profile.Predictions[0].ShouldBeOfType<NumberProfile>();
        score.Mean!.Value.ShouldBe((1 + 3 + 3) / 3.0, 1e-6);
        profile.Predictions[1].ShouldBeOfType<CategoryProfile>()["leaves"].ShouldBe(3);
        profile.Since!.Value.ShouldBeLessThan(profile.Until!.Value);
    }

    [Fact]
    public async Task A_reset_gives_what_was_counted_and_begins_anew()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge(), _withToken);
        await server.PostAsync("/predict", """{"age":10}""");

        var before = ProfileDocument.Read(await server.AdminAsync(HttpMethod.Post, "/profile/reset", "s3cret"));
        var after = ProfileDocument.Read(await server.AdminAsync(HttpMethod.Get, "/profile", "s3cret"));

        (before.Rows, after.Rows).ShouldBe((1, 0));
        after.Since!.Value.ShouldBeGreaterThanOrEqualTo(before.Until!.Value.AddSeconds(-1));
    }

    [Fact]
    public async Task What_was_taken_counts_until_it_is_dropped_and_nothing_between_is_lost()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge(), _withToken);
        await server.PostAsync("/predict", """[{"age":10},{"age":20}]""");

        var taken = await RowsAsync(server, HttpMethod.Post, "/profile/take?by=one");
        await server.PostAsync("/predict", """{"age":30}""");
        var read = await RowsAsync(server, HttpMethod.Get, "/profile");
        using var dropped = await server.SendAdminAsync(HttpMethod.Post, "/profile/drop?by=one", "s3cret");
        var after = await RowsAsync(server, HttpMethod.Get, "/profile");
        using var again = await server.SendAdminAsync(HttpMethod.Post, "/profile/drop?by=one", "s3cret");

        (taken, read, after).ShouldBe((2, 3, 1));
        dropped.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_look_whose_asker_died_is_in_the_next_and_cannot_be_dropped_by_the_dead_ones_name()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge(), _withToken);
        await server.PostAsync("/predict", """{"age":10}""");
        await RowsAsync(server, HttpMethod.Post, "/profile/take?by=died");
        await server.PostAsync("/predict", """{"age":20}""");

        var next = await RowsAsync(server, HttpMethod.Post, "/profile/take?by=next");
        using var late = await server.SendAdminAsync(HttpMethod.Post, "/profile/drop?by=died", "s3cret");
        var still = await RowsAsync(server, HttpMethod.Get, "/profile");
        using var nameless = await server.SendAdminAsync(HttpMethod.Post, "/profile/take", "s3cret");

        (next, still).ShouldBe((2, 2));
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        nameless.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Rows_of_many_callers_are_all_counted_once()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge(), _withToken);
        await Task.WhenAll(
            Enumerable.Range(0, 50).Select(age => server.PostAsync("/predict", $$"""[{"age":{{age}}},{"age":1}]"""))
        );

        var profile = ProfileDocument.Read(await server.AdminAsync(HttpMethod.Get, "/profile", "s3cret"));

        profile.Rows.ShouldBe(100);
        profile.Columns[1].Count.ShouldBe(100);
    }

    [Theory]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("s3cret", HttpStatusCode.OK)]
    public async Task The_admin_port_wants_the_token(string? token, HttpStatusCode expected)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge(), _withToken);

        using var answer = await server.SendAdminAsync(HttpMethod.Get, "/profile", token);

        answer.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Host", "localhost", HttpStatusCode.OK)]
    public async Task Without_a_token_a_page_in_a_browser_of_the_machine_gets_nothing(
        string header,
        string value,
        HttpStatusCode expected
    )
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());

        using var answer = await server.SendAsync(
            HttpMethod.Get,
            "/profile",
            (header, value),
            server.Server.Host.AdminPort
        );

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Predictions_are_not_given_on_the_admin_port()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());

        using var answer = await server.SendAsync(HttpMethod.Post, "/predict", null, server.Server.Host.AdminPort);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<long> RowsAsync(RunningServer server, HttpMethod method, string path) =>
        ProfileDocument.Read(await server.AdminAsync(method, path, "s3cret")).Rows;
}
