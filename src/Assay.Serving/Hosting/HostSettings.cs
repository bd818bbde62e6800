using System.Net;

namespace Assay.Serving.Hosting;

/// <summary>Where a server listens, and for whom.</summary>
internal sealed record HostSettings
{
    private const int GreatestPort = 65535;

    /// <summary>Where requests are taken; null for every address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The port of requests; 0 for any that is free.</summary>
    public required int Port { get; init; }

    /// <summary>The port of those who run it; 0 for any that is free.</summary>
    public required int AdminPort { get; init; }

    /// <summary>What they show; null when the admin port takes connections of this machine alone.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Bytes of a request's body.</summary>
    public long MostBytes { get; init; } = 16 << 20;

    /// <summary>How long what is in flight may take after SIGTERM.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where it writes its process and ports once it listens, or null.</summary>
    public string? ReadyFile { get; init; }

    /// <summary>Reads the options that both servers have.</summary>
    /// <exception cref="StartError">when a value is not what it should be.</exception>
    public static HostSettings Read(OptionReader options, string? token)
    {
        var settings = new HostSettings
        {
            Address = options.Address("--address"),
            Port = (int)options.Number("--port", 8080, 0, GreatestPort),
            AdminPort = (int)options.Number("--admin-port", 8081, 0, GreatestPort),
            AdminToken = string.IsNullOrEmpty(token) ? null : token,
            MostBytes = options.Number("--max-body", 16 << 20, 1, 1 << 30),
            ReadyFile = options.Text("--ready-file"),
            Drain = TimeSpan.FromSeconds(options.Number("--drain", 30, 0, 86_400)),
        };
        return settings.Port != settings.AdminPort || settings.Port == 0
            ? settings
            : throw new StartError($"--port and --admin-port are both {settings.Port}; give each its own");
    }
}
