using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Toolkit;

namespace Assay.Commands.Inits;

/// <summary>Writes files into a working tree: what is there stays, unless told otherwise, and no link is followed.</summary>
/// <param name="root">The working tree, absolute.</param>
internal sealed class InitWriter(string root)
{
    /// <summary>Writes those that are not there; when one cannot be written, none is.</summary>
    /// <param name="files">The files.</param>
    /// <param name="force">Whether a file that says something else is replaced.</param>
    /// <exception cref="InputError">when a link or something else is in the way.</exception>
    public ImmutableArray<InitOutcome> Write(IReadOnlyCollection<InitFile> files, bool force)
    {
        ImmutableArray<InitOutcome> outcomes = [.. files.Select(file => OutcomeOf(file, force))];
        var wanted = files
            .Zip(outcomes)
            .Where(pair => pair.Second.State == InitState.Written)
            .Select(pair => pair.First);
        var written = new List<(string Path, string? Before)>();
        try
        {
            foreach (var file in wanted)
            {
                var path = Path.Combine(root, file.Path);
                var before = File.Exists(path) ? File.ReadAllText(path) : null;
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                written.Add((path, before));
                File.WriteAllText(path, file.Text);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Undo(written);
            throw;
        }

        return outcomes;
    }

    private InitOutcome OutcomeOf(InitFile file, bool force)
    {
        var path = root;
        foreach (var part in file.Path.Split('/'))
        {
            path = Path.Combine(path, part);
            var isLast = path == Path.Combine(root, file.Path);
            var obstacle =
                new FileInfo(path).LinkTarget is not null ? "a link"
                : isLast && Directory.Exists(path) ? "a folder"
                : !isLast && File.Exists(path) ? "a file"
                : null;
            if (obstacle is not null)
            {
                throw new InputError(
                    $"{Quoted.Value(Path.GetRelativePath(root, path))} is {obstacle}, so {file.Path} cannot be written: move it away"
                );
            }
        }

        if (!File.Exists(path))
        {
            return new InitOutcome(file.Path, InitState.Written, null);
        }

        var (there, ours) = (Lines(File.ReadAllText(path)), Lines(file.Text));
        if (there.SequenceEqual(ours))
        {
            return new InitOutcome(file.Path, InitState.Unchanged, null);
        }

        var line = Enumerable
            .Range(0, there.Length)
            .First(i => i >= ours.Length || there[i] != ours[i] || i == there.Length - 1);
        return new InitOutcome(file.Path, force ? InitState.Written : InitState.Kept, $"line {line + 1}");
    }

    // A checkout on Windows may have other ends of lines.
    private static string[] Lines(string text) =>
        text.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')).ToArray();

    private static void Undo(List<(string Path, string? Before)> written)
    {
        foreach (var (path, before) in written)
        {
            if (before is null)
            {
                File.Delete(path);
            }
            else
            {
                File.WriteAllText(path, before);
            }
        }
    }
}
