using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>The tree of a run's commit: <c>run.json</c>, <c>metrics.jsonl</c> and <c>artifacts/</c>.</summary>
internal static class RunTree
{
    /// <summary>The folder of the artifacts.</summary>
    public const string Artifacts = "artifacts/";

    public static string ArtifactPath(Artifact artifact) => Artifacts + artifact.Path;

    /// <summary>Reads the runs of many commits at once; for one that is no run the reason.</summary>
    public static async Task<(Run? Run, string Problem)[]> ReadAsync(
        ObjectReader objects,
        IReadOnlyList<KeyValuePair<RunId, string>> commits,
        CancellationToken cancellationToken
    )
    {
        var names = commits
            .SelectMany(c => (string[])[$"{c.Value}:{RunDocument.FileName}", $"{c.Value}:{MetricLog.FileName}"])
            .ToArray();
        var documents = await objects.ReadAsync(names, cancellationToken).ConfigureAwait(false);
        return [.. commits.Select((c, i) => Read(c.Key, documents[2 * i], documents[(2 * i) + 1]))];
    }

    /// <summary>Reads the run of one commit.</summary>
    /// <exception cref="OperationError">when it is no run.</exception>
    public static async Task<Run> ReadAsync(
        ObjectReader objects,
        RunId id,
        string commit,
        CancellationToken cancellationToken
    )
    {
        var runs = await ReadAsync(objects, [new(id, commit)], cancellationToken).ConfigureAwait(false);
        return runs[0].Run ?? throw new OperationError($"the commit {commit} is not the run {id}: {runs[0].Problem}");
    }

    private static (Run? Run, string Problem) Read(RunId id, byte[]? document, byte[]? metrics)
    {
        if (document is null || metrics is null)
        {
            return (null, $"{(document is null ? RunDocument.FileName : MetricLog.FileName)} is missing");
        }

        try
        {
            var run = RunDocument.Read(document, metrics);
            return run.Id == id ? (run, "") : (null, $"{RunDocument.FileName} says that it is run {run.Id}");
        }
        catch (FormatException e)
        {
            return (null, e.Message);
        }
    }
}
