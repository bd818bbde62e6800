using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Serving.Hosting;

/// <summary>Who may use the admin port: whoever shows the token; without one, programs of this machine.</summary>
/// <param name="token">The token, or null.</param>
internal sealed class AdminGate(string? token)
{
    private const string Scheme = "Bearer ";
    private readonly byte[]? _digest = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <exception cref="RequestError">401 or 403.</exception>
    public void Check(HttpContext context)
    {
        if (_digest is null)
        {
            // A page in a browser of this machine reaches loopback too: it shows an origin, or a name that it chose.
            if (
                context.Request.Headers.Origin.Count > 0
                || !IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? IPAddress.Any)
                || !IsLoopback(context.Request.Host.Host)
            )
            {
                throw new RequestError(
                    StatusCodes.Status403Forbidden,
                    "without ASSAY_ADMIN_TOKEN the admin port answers to programs of its own machine alone"
                );
            }

            return;
        }

        var shown = context.Request.Headers.Authorization.ToString();
        if (
            !shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || !CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(shown[Scheme.Length..])),
                _digest
            )
        )
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new RequestError(
                StatusCodes.Status401Unauthorized,
                "the admin port wants the header 'Authorization: Bearer TOKEN' with the value of ASSAY_ADMIN_TOKEN"
            );
        }
    }

    private static bool IsLoopback(string host) =>
        host == "localhost"
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
