using System.Security.Cryptography;
using System.Text;
using Docker.DotNet.Models;

namespace Assay.Targets.Docker;

/// <summary>How the containers of a target and a model are known: by labels; their names are for people.</summary>
/// <param name="target">The target.</param>
/// <param name="model">The model.</param>
internal sealed class ContainerLabels(string target, string model)
{
    public const string Version = "io.github.assay.version";
    public const string Gateway = "gateway";
    public const string Server = "server";

    private const string Target = "io.github.assay.target";
    private const string Model = "io.github.assay.model";
    private const string Role = "io.github.assay.role";
    private const int LongestPart = 40;

    /// <summary>The network that gateway and servers share.</summary>
    public string Network => NameOf("network", null);

    /// <summary>The labels of a container.</summary>
    public Dictionary<string, string> Of(string role, string? version)
    {
        var labels = new Dictionary<string, string>
        {
            [Target] = target,
            [Model] = model,
            [Role] = role,
        };
        if (version is not null)
        {
            labels[Version] = version;
        }

        return labels;
    }

    /// <summary>Those of a role, whether they run or not.</summary>
    public ContainersListParameters Query(string role) =>
        new()
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["label"] = new Dictionary<string, bool>
                {
                    [$"{Target}={target}"] = true,
                    [$"{Model}={model}"] = true,
                    [$"{Role}={role}"] = true,
                },
            },
        };

    /// <summary>A name that an engine takes, the same for the same thing and no other.</summary>
    public string NameOf(string role, string? version)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', target, model, role, version)));
        string[] parts = version is null ? [target, model, role] : [target, model, version];
        return $"assay-{string.Join('-', parts.Select(Plain))}-{Convert.ToHexStringLower(digest)[..8]}";
    }

    private static string Plain(string text) =>
        new([.. text.Take(LongestPart).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')]);
}
