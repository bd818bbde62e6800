using System.Net;
using System.Text;
using Assay.Core.Rollouts;
using Assay.Serving.Gateway;
using Assay.Serving.Hosting;

namespace Assay.Tests.Serving;

/// <summary>A gateway in this process over two arms that a test steers.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    public const string Token = "s3cret";
    private readonly HttpClient _client = new();

    private RunningGateway(GatewayServer server, LoopbackArm stable, LoopbackArm canary) =>
        (Server, Stable, Canary) = (server, stable, canary);

    public GatewayServer Server { get; }

    public LoopbackArm Stable { get; }

    public LoopbackArm Canary { get; }

    /// <summary>Stable and canary by the URLs of the arms, split by the field <c>customer</c>.</summary>
    public GatewayRouting Routing =>
        new()
        {
            Stable = new GatewayArm(Stable.Url),
            Canary = new GatewayArm(Canary.Url),
            Salt = "rollout-7",
            SplitBy = new SplitKey(KeySource.Field, "customer"),
        };

    public static async Task<RunningGateway> StartAsync(
        decimal weight = 0,
        SplitKey? splitBy = null,
        TimeProvider? clock = null,
        string? stateFile = null,
        TimeSpan? patience = null,
        GatewayGuard? guard = null
    )
    {
        clock ??= TimeProvider.System;
        var stable = await LoopbackArm.StartAsync("v1.0.0");
        var canary = await LoopbackArm.StartAsync("v1.1.0");
        var routing = new GatewayRouting
        {
            Stable = new GatewayArm(stable.Url),
            Canary = new GatewayArm(canary.Url),
            Weight = weight,
            Salt = "rollout-7",
            SplitBy = splitBy ?? new SplitKey(KeySource.Field, "customer"),
            Guard = guard,
        };
        var state = new GatewayState
        {
            Routing = routing,
            Revision = 1,
            Started = clock.GetUtcNow(),
            LastVisit = clock.GetUtcNow(),
        };
        var file = stateFile is null ? null : new StateFile(stateFile, TextWriter.Null);
        var server = await GatewayServer.StartAsync(
            new GatewayControl(state, file, clock),
            new GatewaySettings(patience ?? TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)),
            new HostSettings
            {
                Port = 0,
                AdminPort = 0,
                AdminToken = Token,
            },
            TimeProvider.System,
            [1, 2, 3, 4, 5, 6, 7, 8],
            TextWriter.Null
        );
        return new RunningGateway(server, stable, canary);
    }

    /// <summary>Asks for a prediction, for a customer or none.</summary>
    public Task<HttpResponseMessage> AskAsync(string? customer = null, params (string Name, string Value)[] headers) =>
        SendAsync(
            HttpMethod.Post,
            "/predict",
            customer is null ? """{"age":1}""" : $$"""{"age":1,"customer":"{{customer}}"}""",
            headers
        );

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        params (string Name, string Value)[] headers
    ) => SendAsync(Server.Host.Port, method, path, body, headers);

    public async Task<(HttpStatusCode Status, string Body)> AdminAsync(
        HttpMethod method,
        string path,
        string? body = null
    )
    {
        using var answer = await SendAsync(
            Server.Host.AdminPort,
            method,
            path,
            body,
            [("Authorization", $"Bearer {Token}")]
        );
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<ArmsWindow> StatsAsync(string? since = null) =>
        ArmsWindow.Parse(
            (await AdminAsync(HttpMethod.Get, since is null ? "/arms/stats" : $"/arms/stats?since={since}")).Body
        );

    public static string ArmOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("x-model-arm").ShouldHaveSingleItem();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
        await Stable.DisposeAsync();
        await Canary.DisposeAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(
        int port,
        HttpMethod method,
        string path,
        string? body,
        (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{port}{path}");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request);
    }
}
