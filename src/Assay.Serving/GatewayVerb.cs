using System.Collections.Frozen;
using System.Globalization;
using Assay.Core.Names;
using Assay.Core.Rollouts;
using Assay.Serving.Gateway;
using Assay.Serving.Hosting;

namespace Assay.Serving;

/// <summary><c>assay-serving gateway --stable URL</c>: splits requests until SIGTERM.</summary>
internal static class GatewayVerb
{
    private const int MostSeconds = 86_400;
    private static readonly FrozenSet<string> _options = FrozenSet.Create(
        "--stable",
        "--canary",
        "--weight",
        "--salt",
        "--split-by",
        "--visit-within",
        "--state",
        "--timeout",
        "--port",
        "--admin-port",
        "--address",
        "--max-body",
        "--drain",
        "--ready-file"
    );

    public static async Task RunAsync(
        string[] args,
        Func<string, string?> variable,
        TextWriter messages,
        TimeProvider clock,
        Func<int, byte[]> random
    )
    {
        var options = new OptionReader(args, _options);
        var host = HostSettings.Read(options, variable("ASSAY_ADMIN_TOKEN"));
        if (host.AdminToken is null)
        {
            throw new StartError(
                "ASSAY_ADMIN_TOKEN is not set; a gateway is steered through its admin port, which wants a token"
            );
        }

        var settings = new GatewaySettings(
            TimeSpan.FromSeconds(options.Number("--timeout", 30, 1, MostSeconds)),
            TimeSpan.FromSeconds(2)
        );
        var file = options.Text("--state") is { } path ? new StateFile(Path.GetFullPath(path), messages) : null;
        var state = file?.Read() ?? Told(options, clock.GetUtcNow());
        using var signals = new EndSignal(clock);
        await using var gateway = await GatewayServer
            .StartAsync(
                new GatewayControl(state with { Started = clock.GetUtcNow() }, file, clock),
                settings,
                host,
                clock,
                random(sizeof(ulong)),
                messages
            )
            .ConfigureAwait(false);
        await messages
            .WriteLineAsync(
                $"Gateway on port {gateway.Host.Port}, admin on port {gateway.Host.AdminPort}; stable is {state.Routing.Stable.Url}"
            )
            .ConfigureAwait(false);
        await signals.Received.ConfigureAwait(false);
        await gateway.Host.EndAsync(clock, messages).ConfigureAwait(false);
    }

    private static GatewayState Told(OptionReader options, DateTimeOffset now)
    {
        var routing = new GatewayRouting
        {
            Stable = new GatewayArm(options.Required("--stable", "the address of the version that serves")),
            Canary = options.Text("--canary") is { } canary ? new GatewayArm(canary) : null,
            Weight = Weight(options.Text("--weight")),
            Salt = options.Text("--salt") ?? "",
            SplitBy = options.Text("--split-by") is { } key ? Key(key) : null,
            Guard = options.Text("--visit-within") is null
                ? null
                : new GatewayGuard
                {
                    VisitWithin = TimeSpan.FromSeconds(options.Number("--visit-within", 0, 1, 365 * MostSeconds)),
                },
        };
        return routing.Problems() is { IsEmpty: false } problems
            ? throw new StartError(string.Join("; ", problems))
            : new GatewayState
            {
                Routing = routing,
                Revision = 1,
                Started = now,
                LastVisit = now,
            };
    }

    private static decimal Weight(string? text) =>
        text is null ? 0
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) ? weight
        : throw new StartError($"--weight is {Quoted.Value(text)}; expected a percentage such as 5");

    private static SplitKey Key(string text) =>
        SplitKey.TryParse(text, out var key)
            ? key
            : throw new StartError($"--split-by is {Quoted.Value(text)}; expected {SplitKey.Expectation}");
}
