using Assay.Core.Names;
using Assay.Toolkit;

namespace Assay.Images;

/// <summary>An image's name, taken apart: <c>ghcr.io/acme/churn:v1.4.0</c>.</summary>
/// <param name="Host">The registry's host, with a port if it has one.</param>
/// <param name="Repository">The repository there.</param>
/// <param name="Reference">Tag or digest.</param>
internal sealed record RegistryName(string Host, string Repository, string Reference)
{
    private const string DockerHub = "registry-1.docker.io";

    /// <summary>The registry's address; loopback speaks plain HTTP, as engines have it.</summary>
    public Uri Address =>
        new(
            $"{(Host.StartsWith("127.", StringComparison.Ordinal) || Host.Split(':')[0] == "localhost" ? "http" : "https")}://{Host}/"
        );

    /// <summary>Reads a name; without a host it is Docker Hub's, without a tag <c>latest</c>.</summary>
    /// <exception cref="InputError">when it is none.</exception>
    public static RegistryName Parse(string name)
    {
        var first = name.Split('/')[0];
        var hasHost = name.Contains('/') && (first.Contains('.') || first.Contains(':') || first == "localhost");
        var (host, rest) = hasHost ? (first, name[(first.Length + 1)..]) : (DockerHub, name);
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        var colon = rest.LastIndexOf(':');
        var (repository, reference) =
            at >= 0 ? (rest[..at].Split(':')[0], rest[(at + 1)..])
            : colon > rest.LastIndexOf('/') ? (rest[..colon], rest[(colon + 1)..])
            : (rest, "latest");
        if (
            repository.Length == 0
            || reference.Length == 0
            || repository.Any(c => char.IsUpper(c) || char.IsWhiteSpace(c))
        )
        {
            throw new InputError(
                $"{Quoted.Value(name)} is no image's name; expected one such as ghcr.io/acme/churn:v1.4.0"
            );
        }

        return new RegistryName(
            host,
            hasHost || repository.Contains('/') ? repository : $"library/{repository}",
            reference
        );
    }

    public override string ToString() => $"{Host}/{Repository}{(Reference.Contains(':') ? '@' : ':')}{Reference}";
}
