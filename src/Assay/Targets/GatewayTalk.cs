using System.Text.Json;
using Assay.Core.Rollouts;
using Assay.Toolkit;

namespace Assay.Targets;

/// <summary>What is said to a gateway's admin port; every fault is an <see cref="OperationError"/>.</summary>
/// <param name="host">Where it runs.</param>
internal sealed class GatewayTalk(IServingHost host)
{
    private const int NotFound = 404;

    /// <summary>What both arms answered since a mark; null when it is not set.</summary>
    public async Task<ArmsWindow?> WindowAsync(string mark, CancellationToken cancellationToken)
    {
        var answer = await host.AskAsync(null, "GET", "/arms/stats?since=" + mark, null, cancellationToken)
            .ConfigureAwait(false);
        return answer.Status == NotFound ? null
            : answer.IsGood ? Read(answer.Body, ArmsWindow.Parse)
            : throw Refused("the gateway", answer);
    }

    /// <summary>What it does now.</summary>
    public async Task<GatewayState> StateAsync(CancellationToken cancellationToken) =>
        Read(await SendAsync("GET", "/state", null, cancellationToken).ConfigureAwait(false), GatewayState.Parse);

    /// <summary>Sends requests elsewhere.</summary>
    public async Task PutAsync(GatewayRouting routing, CancellationToken cancellationToken) =>
        await SendAsync("PUT", "/arms", routing.ToJson(), cancellationToken).ConfigureAwait(false);

    /// <summary>Sends a request that is to succeed.</summary>
    public async Task<string> SendAsync(string method, string path, string? body, CancellationToken cancellationToken)
    {
        var answer = await host.AskAsync(null, method, path, body, cancellationToken).ConfigureAwait(false);
        return answer.IsGood ? answer.Body : throw Refused("the gateway", answer);
    }

    private static T Read<T>(string json, Func<string, T> parse)
    {
        try
        {
            return parse(json);
        }
        catch (JsonException e)
        {
            throw new OperationError($"the gateway's answer is not one of a gateway of this release: {e.Message}", e);
        }
    }

    /// <summary>The failure that an answer is.</summary>
    public static OperationError Refused(string who, AdminAnswer answer) =>
        new($"{who} answered {answer.Status}: {ErrorText.Of(answer.Body)}");
}
