using System.Net;
using Assay.Core.Rollouts;

namespace Assay.Targets.Processes;

/// <summary>What a host of processes needs to know.</summary>
/// <param name="Folder">What it keeps: processes, models, the gateway's memory.</param>
/// <param name="Listen">Where requests come.</param>
/// <param name="Program">The server's program.</param>
/// <param name="Variables">This program's environment.</param>
/// <param name="PrepareAsync">Writes a version's <c>model.json</c> and model into a folder.</param>
internal sealed record ProcessHostSettings(
    string Folder,
    IPEndPoint Listen,
    string Program,
    IReadOnlyDictionary<string, string> Variables,
    Func<RolloutVersion, string, CancellationToken, Task> PrepareAsync
);
