using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Assay.Toolkit;
using Docker.DotNet.Handler.Abstractions;

namespace Assay.Engine;

/// <summary>
/// The certificates by which an engine at a TCP address and this program know each other, as the docker client finds them:
/// DOCKER_TLS_VERIFY, and ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH.
/// </summary>
internal sealed class EngineTls : IAuthProvider
{
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _client;

    private EngineTls(X509Certificate2 authority, X509Certificate2 client) =>
        (_authority, _client) = (authority, client);

    public bool TlsEnabled => true;

    /// <returns>Null when no certificates are asked for.</returns>
    /// <exception cref="InputError">when they cannot be read.</exception>
    public static EngineTls? Read(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.GetValueOrDefault("DOCKER_TLS_VERIFY", "").Length == 0)
        {
            return null;
        }

        var folder = variables.GetValueOrDefault("DOCKER_CERT_PATH") is { Length: > 0 } named
            ? named
            : Path.Combine(variables.GetValueOrDefault("HOME", ""), ".docker");
        try
        {
            return new EngineTls(
                X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "ca.pem")),
                X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"))
            );
        }
        catch (Exception unreadable)
            when (unreadable
                    is IOException
                        or UnauthorizedAccessException
                        or System.Security.Cryptography.CryptographicException
            )
        {
            throw new InputError(
                $"DOCKER_TLS_VERIFY is set, but ca.pem, cert.pem and key.pem in '{folder}' cannot be read "
                    + $"({unreadable.Message}); set DOCKER_CERT_PATH to the folder that has them"
            );
        }
    }

    public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler sockets)
        {
            sockets.SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [_client],
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { _authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            };
        }

        return handler;
    }
}
