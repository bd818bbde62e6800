using Docker.DotNet.Models;

namespace Assay.Engine;

/// <summary>Why an engine refuses, among its messages: known once the call is over, and not some time later on another thread.</summary>
internal sealed class EngineRefusal : IProgress<JSONMessage>
{
    /// <summary>What it says; null while it refuses nothing.</summary>
    public string? Reason { get; private set; }

    public void Report(JSONMessage value) => Reason ??= value.Error?.Message;
}
