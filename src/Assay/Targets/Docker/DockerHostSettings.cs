using System.Net;
using Assay.Engine;

namespace Assay.Targets.Docker;

/// <summary>What a Docker host needs to know.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Listen">Where requests come, on the engine's machine.</param>
/// <param name="Login">Logins of registries, for images that the engine does not have.</param>
internal sealed record DockerHostSettings(string Target, string Model, IPEndPoint Listen, RegistryLogin Login);
