using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>Says what a pull does: a line for each thing that is done, none for each percent.</summary>
internal sealed class PullReport(Action<string> said) : IProgress<JSONMessage>
{
    /// <summary>What went wrong, if it did; the engine says so in the middle of its answer.</summary>
    public string? Error { get; private set; }

    public void Report(JSONMessage value)
    {
        if (value.Error is { } error)
        {
            Error = error.Message;
        }
        else if (
            value.Status is "Pull complete"
            || value.Status?.StartsWith("Digest:", StringComparison.Ordinal) == true
        )
        {
            said(value.ID is { Length: > 0 } layer ? $"{layer}: {value.Status}" : value.Status);
        }
    }
}
