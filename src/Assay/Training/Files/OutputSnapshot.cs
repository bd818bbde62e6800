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
            outputs.SelectMany(output => files.Find(output)).DistinctBy(f => f.Path).ToDictionary(f => f.Path, StateOf)
        );

    /// <summary>Whether the training wrote the file, or any file in the folder.</summary>
    public bool IsWritten(string output) =>
        _files.Find(output).Any(file => !_before.TryGetValue(file.Path, out var state) || state != StateOf(file));

    private static (DateTime Time, long Size) StateOf(WorkspaceFile file)
    {
        var info = new FileInfo(file.FullPath);
        return (info.LastWriteTimeUtc, info.Length);
    }
}
