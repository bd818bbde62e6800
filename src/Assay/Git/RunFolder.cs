using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Git;

/// <summary>A run to be recorded, and where its artifacts lie.</summary>
/// <param name="Run">The run; its artifacts' digests and sizes are checked against the files.</param>
/// <param name="ArtifactsFolder">The folder that the artifacts' paths are relative to, absolute.</param>
internal sealed record RunFolder(Run Run, string ArtifactsFolder)
{
    /// <summary>Artifacts that lie elsewhere: the absolute file by path.</summary>
    public ImmutableDictionary<string, string> Elsewhere { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string FileOf(Artifact artifact) =>
        Elsewhere.GetValueOrDefault(artifact.Path) ?? Path.Combine(ArtifactsFolder, artifact.Path);
}
