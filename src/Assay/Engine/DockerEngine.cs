using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Toolkit;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Engine;

/// <summary>A Docker engine: it runs trainings, takes images, serves models.</summary>
internal sealed class DockerEngine : IDisposable
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(10);
    private readonly DockerClient _client;

    private DockerEngine(DockerClient client, SystemInfoResponse info) => (_client, Info) = (client, info);

    public IDockerClient Client => _client;

    public SystemInfoResponse Info { get; }

    /// <summary>Whether the engine runs as a person, so that root in a container is that person outside.</summary>
    public bool IsRootless => Info.SecurityOptions?.Contains("name=rootless") == true;

    /// <summary>Whether images lie in a store of containerd, which takes and names them otherwise than an engine's own.</summary>
    public bool HasContainerdStore =>
        Info.DriverStatus?.Any(pair => pair.Contains("io.containerd.snapshotter.v1")) == true;

    /// <summary>The first engine that answers.</summary>
    /// <param name="variables">The job's environment.</param>
    /// <param name="need">What needs one, for the message: <c>'train.image' needs one</c>.</param>
    /// <param name="otherwise">What a person may do without one, or null.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="OperationError">when none does; the message says what was tried.</exception>
    public static async Task<DockerEngine> ConnectAsync(
        IReadOnlyDictionary<string, string> variables,
        string need,
        string? otherwise,
        CancellationToken cancellation
    )
    {
        var tried = new List<string>();
        foreach (var endpoint in DockerEndpoint.Candidates(variables))
        {
            try
            {
                return await ConnectAsync(endpoint, variables, cancellation);
            }
            catch (Exception failure)
                when ((IsEngineFailure(failure) || failure is SshDockerEndpointNotSupportedException)
                    && !cancellation.IsCancellationRequested
                )
            {
                tried.Add($"{endpoint.Source}: {Reason(endpoint, failure)}");
            }
        }

        throw new OperationError(
            $"no Docker engine answers, and {need}. Tried "
                + (tried.Count > 0 ? string.Join("; ", tried) : "DOCKER_HOST, which is not an address")
                + ". Start an engine or set DOCKER_HOST"
                + (otherwise is null ? "" : $"; or {otherwise}")
        );
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Whether the engine, or the way to it, failed, and not this program.</summary>
    public static bool IsEngineFailure(Exception failure) =>
        failure
            is DockerApiException
                or HttpRequestException
                or IOException
                or TimeoutException
                or UnauthorizedAccessException
                or System.Net.Sockets.SocketException
                or OperationCanceledException
        // As the client gives what each address of a host answered.
        || (failure is AggregateException several && several.InnerExceptions.All(IsEngineFailure));

    private static async Task<DockerEngine> ConnectAsync(
        DockerEndpoint endpoint,
        IReadOnlyDictionary<string, string> variables,
        CancellationToken cancellation
    )
    {
        var builder = new DockerClientBuilder().WithEndpoint(endpoint.Address);
        if (EngineTls.Read(variables) is { } tls)
        {
            builder = builder.WithAuthProvider(tls);
        }

        var client = builder.Build();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswersWithin);
        try
        {
            return new DockerEngine(client, await client.System.GetSystemInfoAsync(limit.Token));
        }
        catch (Exception failure) when (IsEngineFailure(failure))
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>What an engine says went wrong, without the frame that the client puts around it.</summary>
    public static string Said(Exception failure)
    {
        if (failure is DockerApiException { ResponseBody: { Length: > 0 } body })
        {
            try
            {
                return JsonNode.Parse(body)?["message"]?.GetValue<string>().Trim() ?? body;
            }
            catch (Exception odd) when (odd is JsonException or InvalidOperationException)
            {
                return body;
            }
        }

        return failure.GetBaseException().Message;
    }

    private static string Reason(DockerEndpoint endpoint, Exception failure) =>
        endpoint.Address.Scheme == "unix" && !File.Exists(endpoint.Address.LocalPath) ? "does not exist"
        : failure is OperationCanceledException ? $"no answer within {AnswersWithin.TotalSeconds} s"
        : failure is SshDockerEndpointNotSupportedException
            ? "an engine behind SSH is not reached yet; forward its socket, for example with 'ssh -N -L /tmp/docker.sock:/var/run/docker.sock HOST', and name that"
        : Said(failure);
}
