using System.Collections.Immutable;
using Assay.Git;
using Assay.Settings;
using Assay.Training.Files;
using Assay.Training.Setup;

namespace Assay.Commands.Plans;

/// <summary>The files that a model's training and gate read, as assay.yml tells them: whether or not they are there.</summary>
internal sealed class ModelFiles
{
    private readonly ImmutableArray<string> _paths;
    private readonly ImmutableArray<PathPattern> _patterns;

    private ModelFiles(IEnumerable<string> written)
    {
        var all = written.Distinct().ToLookup(PathPattern.IsPattern);
        _paths = [.. all[false]];
        _patterns = [.. all[true].Select(path => new PathPattern(path))];
    }

    /// <summary>Of a model with a training.</summary>
    public static ModelFiles Of(ModelSettings model, TrainSettings train)
    {
        UserCommand?[] commands = [train.Setup, train.Command, train.Predict, model.Data?.Fetch];
        RepositoryPath?[] files =
        [
            train.Params,
            model.Data?.Validation,
            model.Data?.Reference,
            model.Data?.Schema,
            .. train.Inputs,
        ];
        return new ModelFiles(
            files
                .OfType<RepositoryPath>()
                .Select(path => path.Value)
                .SelectMany(path => (string[])[path, .. Pointers(path)])
                .Concat(commands.OfType<UserCommand>().SelectMany(command => LockFiles.Named(model.Folder, command)))
                .Concat(train.Setup is null ? [] : LockFiles.UsualIn(model.Folder))
        );
    }

    /// <summary>Those of the changed paths that are among them.</summary>
    public IEnumerable<ChangedPath> Among(IEnumerable<ChangedPath> changed) =>
        changed.Where(change =>
            _paths.Any(path => IsOrHolds(path, change.Path) || IsOrHolds(change.Path, path))
            || _patterns.Any(pattern => pattern.Matches(change.Path))
        );

    // A submodule changes as one path, which holds the file.
    private static bool IsOrHolds(string folder, string path) =>
        folder == "." || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    // What DVC keeps has a small file in git beside it, or beside a folder above it.
    private static IEnumerable<string> Pointers(string path)
    {
        if (path == "." || PathPattern.IsPattern(path))
        {
            yield break;
        }

        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end] + ".dvc";
        }
    }
}
