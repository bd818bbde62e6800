using System.Collections.Frozen;
using Assay.Serving.Hosting;
using Assay.Serving.Models;
using Assay.Serving.Server;

namespace Assay.Serving;

/// <summary><c>assay-serving serve --model FOLDER</c>: answers requests until SIGTERM.</summary>
internal static class ServeVerb
{
    private static readonly FrozenSet<string> _options = FrozenSet.Create(
        "--model",
        "--port",
        "--admin-port",
        "--address",
        "--max-body",
        "--max-rows",
        "--queue",
        "--runners",
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
        var folder = options.Text("--model") ?? variable("ASSAY_MODEL_FOLDER");
        var host = HostSettings.Read(options, variable("ASSAY_ADMIN_TOKEN"));
        var settings = new ServerSettings(
            (int)options.Number("--max-rows", 10_000, 1, 1_000_000),
            new PredictorLimits(
                (int)options.Number("--runners", Environment.ProcessorCount, 1, 1024),
                (int)options.Number("--queue", 1024, 0, 1_000_000),
                BatchRows: 256
            )
        );
        using var signals = new EndSignal(clock);
        await using var server = await ModelServer
            .StartAsync(
                ModelFolder.Open(folder ?? throw new StartError("--model is missing; give the folder with model.json")),
                settings,
                host,
                clock,
                random(sizeof(ulong)),
                messages
            )
            .ConfigureAwait(false);
        await messages
            .WriteLineAsync(
                $"Serving {server.Model.Name} {server.Model.Version} on port {server.Host.Port}, admin on port {server.Host.AdminPort}"
            )
            .ConfigureAwait(false);
        await signals.Received.ConfigureAwait(false);
        await server.Host.EndAsync(clock, messages).ConfigureAwait(false);
    }
}
