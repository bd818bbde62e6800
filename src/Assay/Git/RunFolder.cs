using Assay.Core.Runs;

namespace Assay.Git;

/// <summary>A run to be recorded, and where its artifacts lie.</summary>
/// <param name="Run">The run; its artifacts' digests and sizes are checked against the files.</param>
/// <param name="ArtifactsFolder">The folder that the artifacts' paths are relative to, absolute.</param>
internal sealed record RunFolder(Run Run, string ArtifactsFolder)
{
    public string FileOf(Artifact artifact) => Path.Combine(ArtifactsFolder, artifact.Path);
}
