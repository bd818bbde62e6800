using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Assay.EndToEnd.Images;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Serving;

/// <summary>What bad input gets from the server as it ships: native code in its image.</summary>
public sealed class BadRequestTests(BadRequestTests.Container served) : IClassFixture<BadRequestTests.Container>
{
    private const int Large = 100_000_000;

    [Theory]
    [InlineData("{\"tenure\": 3", "it ends too early")]
    [InlineData("{\"tenure\": NaN}", "JSON has no NaN")]
    [InlineData("[{\"tenure\": 3}, {\"tenure\": \"three\"}]", "row 2, column 'tenure': expected")]
    [InlineData("{\"tenur\": 3}", "did you mean 'tenure'?")]
    public async Task A_body_that_is_wrong_is_answered_by_what_is_wrong_with_it(string body, string message)
    {
        var (status, text) = await served.AskAsync(new StringContent(body));

        status.ShouldBe(HttpStatusCode.BadRequest, text);
        text.ShouldContain(message);
    }

    [Fact]
    public async Task Of_ten_thousand_unknown_columns_some_are_named_and_the_rest_counted()
    {
        var row = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"c{i}\":{i}"));

        var (status, text) = await served.AskAsync(new StringContent($"{{{row}}}"));

        status.ShouldBe(HttpStatusCode.BadRequest);
        text.Length.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task A_body_of_100_MB_is_refused_before_it_is_read()
    {
        using var content = new StreamContent(new Blanks(Large, isSeekable: true));

        var (status, text) = await served.AskAsync(content);

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        text.ShouldContain("the body has more than 16,777,216 bytes; send the rows in several requests");
    }

    [Fact]
    public async Task A_body_of_100_MB_whose_length_is_not_told_is_cut_off_and_the_server_goes_on()
    {
        using var content = new StreamContent(new Blanks(Large, isSeekable: false));

        try
        {
            (await served.AskAsync(content)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        }
        catch (HttpRequestException)
        {
            // The connection was closed before all was sent.
        }

        var (status, text) = await served.AskAsync(new StringContent(await served.Demo.CustomerAsync()));
        status.ShouldBe(HttpStatusCode.OK, text);
    }

    [Fact]
    public async Task A_port_in_use_ends_the_server_with_its_number()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await AssayProgram.RunAsync(
            await served.Demo.CloneAsync(),
            ["serve", "--model=churn", $"--port={port}", "--admin-port=0"]
        );

        result.ExitCode.ShouldBe(2, result.Log);
        result.Messages.ShouldContain($"port {port}");
        result.Messages.ShouldNotContain("   at ");
    }

    /// <summary>The container that is asked; it must answer as before when all of it was tried.</summary>
    public sealed class Container(DockerEngine engine, AssayImage image, DemoProject demo) : IAsyncDisposable
    {
        private ServedContainer? _container;

        public DemoProject Demo => demo;

        public async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpContent body)
        {
            _container ??= await StartAsync();
            using var http = new HttpClient();
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_container.Url, "/predict"));
            request.Content = body;
            request.Headers.ExpectContinue = true;
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        public async ValueTask DisposeAsync()
        {
            if (_container is not null)
            {
                (await demo.PredictAsync(_container.Url)).GetProperty("version").GetString().ShouldBe("v1.1.0");
                await _container.DisposeAsync();
            }
        }

        private async Task<ServedContainer> StartAsync()
        {
            await engine.RequireAsync();
            var name = "local/served:bad-requests";
            var built = await AssayProgram.RunAsync(
                await demo.CloneAsync(),
                [
                    "build-model-image",
                    "--model=churn",
                    "--version=v1.1.0",
                    $"--base={await image.ServerAsync(engine)}",
                    $"--image={name}",
                    "--load",
                ],
                new Dictionary<string, string> { ["DOCKER_HOST"] = engine.Endpoint }
            );
            built.ExitCode.ShouldBe(0, built.Log);
            return await ServedContainer.StartAsync(engine, name);
        }
    }
}
