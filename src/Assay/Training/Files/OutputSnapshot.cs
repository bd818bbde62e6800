using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Training.Files;

/// <summary>
/// The outputs that lay there before a training, so that those it wrote can be told from those it did not. A file counts as
/// written when it is new, or its time or size is another.
/// </summary>
internal sealed class OutputSnapshot
{
    private readonly WorkspaceFiles _files;
    private readonly Dictionary<string, (DateTime Time, long Size)> _before;

    private OutputSnapshot(WorkspaceFiles files, Dictionary<string, (DateTime Time, long Size)> before) =>
        (_files, _before) = (files, before);

    /// <param name="files">The workspace.</param>
    /// <param name="outputs">Paths of files and folders.</param>
    public static OutputSnapshot Take(WorkspaceFiles files, IEnumerable<string> outputs) =>
        new(
            files,
            outputs
                .SelectMany(output => Present(files, output))
                .DistinctBy(f => f.Path)
                .ToDictionary(f => f.Path, StateOf)
        );

    /// <summary>Whether the training wrote the file, or any file in the folder.</summary>
    public bool IsWritten(string output) =>
        _files.Find(output).Any(file => !_before.TryGetValue(file.Path, out var state) || state != StateOf(file));

    // A link to elsewhere that an earlier training left is for this one to replace; if it does not, that is said after it.
    private static ImmutableArray<WorkspaceFile> Present(WorkspaceFiles files, string output)
    {
        try
        {
            return files.Find(output);
        }
        catch (InputError)
        {
            return [];
        }
    }

    private static (DateTime Time, long Size) StateOf(WorkspaceFile file)
    {
        var info = new FileInfo(file.FullPath);
        return (info.LastWriteTimeUtc, info.Length);
    }
}
