using System.Text.Json;
using Assay.Core.Rollouts;
using Assay.Core.Serving;
using Assay.Toolkit;

namespace Assay.Targets;

/// <summary>Servers behind Assay's own gateway, on one host.</summary>
/// <param name="host">The host.</param>
internal sealed class GatewayTarget(IServingHost host) : IDisposable
{
    private const int DrainSeconds = 30;
    private readonly GatewayTalk _gateway = new(host);

    /// <summary>What it looks like now; one that cannot be looked at says so.</summary>
    public async Task<Observation> ObserveAsync(
        RolloutPlan plan,
        RolloutState state,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await LookAsync(plan, state, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationError e)
        {
            return Observation.Unreachable(e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Does something there; a second time does no harm.</summary>
    /// <exception cref="OperationError">when it failed; it may be done again.</exception>
    public async Task DoAsync(RolloutPlan plan, Deed deed, CancellationToken cancellationToken)
    {
        switch (deed)
        {
            case Deed.StartCanary:
                await host.StartAsync(plan.Canary, cancellationToken).ConfigureAwait(false);
                break;
            case Deed.StartStable:
                await StartStableAsync(plan, cancellationToken).ConfigureAwait(false);
                break;
            case Deed.GiveShare share:
                await GiveShareAsync(plan, share, cancellationToken).ConfigureAwait(false);
                break;
            case Deed.MakeCanaryStable:
                await MakeStableAsync(plan, cancellationToken).ConfigureAwait(false);
                break;
            case Deed.StopCanary:
                await StopCanaryAsync(plan, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Says that somebody looks after the rollout.</summary>
    /// <exception cref="OperationError">when nothing answers.</exception>
    public Task VisitAsync(CancellationToken cancellationToken) =>
        _gateway.SendAsync("POST", "/visit", null, cancellationToken);

    /// <summary>Where requests go, such as <c>http://127.0.0.1:8080</c>; null while nothing serves.</summary>
    /// <exception cref="OperationError">when it cannot be looked at.</exception>
    public async Task<string?> AddressAsync(CancellationToken cancellationToken) =>
        await host.GatewayAsync(cancellationToken).ConfigureAwait(false) is { Runs: true, Url: { } url } ? url : null;

    /// <summary>What the stable version's server was asked and answered.</summary>
    public StableProfile Profile => new(host, _gateway);

    /// <summary>Ends all that serves there; what was decided stays in the journal.</summary>
    /// <exception cref="OperationError">when it cannot be reached.</exception>
    public Task RemoveAsync(CancellationToken cancellationToken) => host.RemoveAsync(cancellationToken);

    public void Dispose() => host.Dispose();

    private async Task<Observation> LookAsync(RolloutPlan plan, RolloutState state, CancellationToken cancellationToken)
    {
        var gateway = await host.GatewayAsync(cancellationToken).ConfigureAwait(false);
        var servers = await host.ServersAsync(cancellationToken).ConfigureAwait(false);
        var canary = servers.FirstOrDefault(s => s.Version == VersionOf(plan));
        if (gateway is not { Runs: true })
        {
            return new Observation
            {
                Stable = gateway is null
                    ? null
                    : new ServerHealth(false, Problem: $"the gateway does not run{After(gateway.Problem)}"),
                Canary = canary is null ? null : await HealthAsync(canary, cancellationToken).ConfigureAwait(false),
                HasLeftovers = gateway is null && servers.Any(s => s != canary),
            };
        }

        var routing = await _gateway.StateAsync(cancellationToken).ConfigureAwait(false);
        var stable = servers.FirstOrDefault(s => s.Url is not null && s.Url == routing.Routing.Stable.Url);
        var isArm = canary?.Url is { } url && url == routing.Routing.Canary?.Url;
        var ofStable = stable is null
            ? Task.FromResult(new ServerHealth(false, routing.Routing.Stable.Version, Problem: "its server is gone"))
            : HealthAsync(stable, cancellationToken);
        var ofCanary = canary is null || canary == stable ? null : HealthAsync(canary, cancellationToken);
        return new Observation
        {
            Stable = await ofStable.ConfigureAwait(false),
            Canary = ofCanary is null ? null : await ofCanary.ConfigureAwait(false),
            Weight = isArm ? routing.Routing.Weight : 0,
            HasLeftovers = servers.Any(s => s != canary && s != stable),
            Window =
                isArm && state.Phase == RolloutPhase.Step
                    ? await _gateway.WindowAsync(Rollout.MarkOf(state.Step), cancellationToken).ConfigureAwait(false)
                    : null,
            LastVisit = routing.LastVisit,
            WentBack = routing.Routing.Canary is null ? null : routing.WentBack,
        };
    }

    private async Task<ServerHealth> HealthAsync(HostedServer server, CancellationToken cancellationToken)
    {
        if (!server.Runs)
        {
            return new ServerHealth(false, Problem: server.Problem ?? "it does not run");
        }

        try
        {
            var answer = await host.AskAsync(server.Version, "GET", "/model", null, cancellationToken)
                .ConfigureAwait(false);
            if (!answer.IsGood)
            {
                return new ServerHealth(false, Problem: $"it answered {answer.Status}");
            }

            var model = ServedModel.Parse(answer.Body);
            return new ServerHealth(true, model.Version, model.Digest, Image: server.Image);
        }
        catch (OperationError e)
        {
            return new ServerHealth(false, Problem: e.Message.TrimEnd('.'));
        }
        catch (JsonException)
        {
            return new ServerHealth(false, Problem: "it does not say what it serves");
        }
    }

    private async Task StartStableAsync(RolloutPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Stable is not { } version)
        {
            return;
        }

        await host.StartAsync(version, cancellationToken).ConfigureAwait(false);
        if (await UrlAsync(version, cancellationToken).ConfigureAwait(false) is not { } url)
        {
            return;
        }

        var arm = new GatewayArm(url, version.Version.ToString());
        await host.StartGatewayAsync(plan, arm, cancellationToken).ConfigureAwait(false);
        var routing = (await _gateway.StateAsync(cancellationToken).ConfigureAwait(false)).Routing;
        if (routing.Stable.Url != url)
        {
            // Started anew it listens elsewhere.
            await _gateway.PutAsync(routing with { Stable = arm }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task GiveShareAsync(RolloutPlan plan, Deed.GiveShare share, CancellationToken cancellationToken)
    {
        if (await UrlAsync(plan.Canary, cancellationToken).ConfigureAwait(false) is not { } url)
        {
            throw new OperationError($"the server of {VersionOf(plan)} is gone; look again");
        }

        var routing = (await _gateway.StateAsync(cancellationToken).ConfigureAwait(false)).Routing;
        var rules = plan.StepRules;
        await _gateway
            .PutAsync(
                new GatewayRouting
                {
                    Stable = routing.Stable,
                    Canary = new GatewayArm(url, VersionOf(plan)),
                    Weight = share.Weight,
                    Salt = plan.Salt,
                    SplitBy = plan.SplitBy,
                    Guard = new GatewayGuard
                    {
                        VisitWithin = plan.VisitWithin,
                        Abort = [.. rules.Conditions.Select(c => c.Text)],
                        FalseAlarm = rules.FalseAlarm,
                        Since = share.Mark,
                    },
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (await _gateway.WindowAsync(share.Mark, cancellationToken).ConfigureAwait(false) is null)
        {
            await _gateway.SendAsync("PUT", "/marks/" + share.Mark, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MakeStableAsync(RolloutPlan plan, CancellationToken cancellationToken)
    {
        if (await UrlAsync(plan.Canary, cancellationToken).ConfigureAwait(false) is not { } url)
        {
            throw new OperationError($"the server of {VersionOf(plan)} is gone; look again");
        }

        var arm = new GatewayArm(url, VersionOf(plan));
        await host.StartGatewayAsync(plan, arm, cancellationToken).ConfigureAwait(false);
        await _gateway.PutAsync(new GatewayRouting { Stable = arm }, cancellationToken).ConfigureAwait(false);
        await EndOthersAsync(url, cancellationToken).ConfigureAwait(false);
    }

    private async Task StopCanaryAsync(RolloutPlan plan, CancellationToken cancellationToken)
    {
        var gateway = await host.GatewayAsync(cancellationToken).ConfigureAwait(false);
        if (gateway is null)
        {
            await host.StopAsync(VersionOf(plan), cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!gateway.Runs)
        {
            if (plan.Stable is null)
            {
                // It never came to serve.
                await host.RemoveAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            await StartStableAsync(plan, cancellationToken).ConfigureAwait(false);
        }

        var routing = (await _gateway.StateAsync(cancellationToken).ConfigureAwait(false)).Routing;
        if (routing.Canary is not null)
        {
            await _gateway
                .PutAsync(new GatewayRouting { Stable = routing.Stable }, cancellationToken)
                .ConfigureAwait(false);
        }

        await EndOthersAsync(routing.Stable.Url, cancellationToken).ConfigureAwait(false);
    }

    // Servers that are no arm any more end what they have begun; those that died are tidied away.
    private async Task EndOthersAsync(string stable, CancellationToken cancellationToken)
    {
        var servers = await host.ServersAsync(cancellationToken).ConfigureAwait(false);
        foreach (var server in servers.Where(s => s.Url is null || s.Url != stable))
        {
            if (server is { Runs: true, Url: { } url })
            {
                await _gateway
                    .SendAsync(
                        "POST",
                        $"/drain?url={Uri.EscapeDataString(url)}&seconds={DrainSeconds}",
                        null,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            await host.StopAsync(server.Version, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> UrlAsync(RolloutVersion version, CancellationToken cancellationToken) =>
        (await host.ServersAsync(cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(s => s.Runs && s.Version == version.Version.ToString())
            ?.Url;

    private static string VersionOf(RolloutPlan plan) => plan.Canary.Version.ToString();

    private static string After(string? problem) => problem is null ? "" : $": {problem}";
}
