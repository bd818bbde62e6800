using System.Text;
using System.Text.Json;
using Docker.DotNet.Models;

namespace Assay.Engine;

/// <summary>Logins that <c>docker login</c> left in the docker client's configuration; those in a keychain are not read.</summary>
internal sealed class RegistryLogin
{
    private readonly Dictionary<string, AuthConfig> _logins;

    private RegistryLogin(Dictionary<string, AuthConfig> logins) => _logins = logins;

    /// <summary>Reads DOCKER_AUTH_CONFIG, else config.json in DOCKER_CONFIG or ~/.docker; what is no configuration holds none.</summary>
    public static RegistryLogin Read(IReadOnlyDictionary<string, string> variables)
    {
        var folder = variables.GetValueOrDefault("DOCKER_CONFIG") is { Length: > 0 } named
            ? named
            : Path.Combine(variables.GetValueOrDefault("HOME", ""), ".docker");
        var path = Path.Combine(folder, "config.json");
        var text =
            variables.GetValueOrDefault("DOCKER_AUTH_CONFIG") is { Length: > 0 } given ? given
            : File.Exists(path) ? File.ReadAllText(path)
            : "{}";
        return new RegistryLogin(Parse(text));
    }

    /// <returns>An empty login when there is none.</returns>
    public AuthConfig For(string registry) => _logins.GetValueOrDefault(registry) ?? new AuthConfig();

    private static Dictionary<string, AuthConfig> Parse(string text)
    {
        var logins = new Dictionary<string, AuthConfig>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.TryGetProperty("auths", out var auths))
            {
                foreach (var entry in auths.EnumerateObject())
                {
                    if (entry.Value.TryGetProperty("auth", out var auth) && auth.GetString() is { Length: > 0 } encoded)
                    {
                        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split(':', 2);
                        logins[entry.Name] = new AuthConfig
                        {
                            Username = parts[0],
                            Password = parts[^1],
                            ServerAddress = entry.Name,
                        };
                    }
                }
            }
        }
        catch (Exception odd) when (odd is JsonException or FormatException or InvalidOperationException)
        {
            logins.Clear();
        }

        return logins;
    }
}
