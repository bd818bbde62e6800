using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>The assay.yml on the disk.</summary>
internal static class SettingsFile
{
    /// <summary>Its name, at the repository's root.</summary>
    public const string Name = "assay.yml";

    private const string OtherName = "assay.yaml";
    private const long LargestFile = 1024 * 1024;

    /// <summary>Reads the one in a folder, and what it includes.</summary>
    /// <param name="root">The repository's root, an absolute path.</param>
    /// <exception cref="InputError">when there is none, or with all that is wrong in it.</exception>
    public static ProjectSettings Read(string root)
    {
        var text = ReadText(root, Name) ?? throw Missing(root);
        return SettingsReader.Read(text, Name, path => ReadText(root, path));
    }

    private static InputError Missing(string root) =>
        new(
            File.Exists(Path.Combine(root, OtherName))
                ? $"{root} holds {OtherName}; rename it to {Name}"
                : $$"""
                there is no {{Name}} in {{root}}; it stands at the repository's root and begins, for example, with

                  version: 1
                  models:
                    churn:
                      task: binary
                      train: { command: python train.py, model: out/model.onnx, metrics: out/metrics.json }

                docs/assay-yml.md tells every key
                """
        );

    private static string? ReadText(string root, string path)
    {
        var file = new FileInfo(Path.Combine(root, path));
        if (!file.Exists)
        {
            return null;
        }

        if (RunsInCircles(root, path))
        {
            throw new InputError("is a link that leads in circles; put the file itself here", new(path));
        }

        if (LeavesRepository(root, path))
        {
            throw new InputError("is a link that leads out of the repository; put the file itself here", new(path));
        }

        if (file.Length > LargestFile)
        {
            throw new InputError($"has {file.Length:N0} bytes; expected a YAML file of at most 1 MiB", new(path));
        }

        // A pipe has no length, and opening one would wait for ever.
        if (file.Length == 0)
        {
            return "";
        }

        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputError($"cannot be read: {e.Message}", new(path));
        }
    }

    private static bool RunsInCircles(string root, string path)
    {
        try
        {
            new FileInfo(Path.Combine(root, path)).ResolveLinkTarget(returnFinalTarget: true);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool LeavesRepository(string root, string path)
    {
        var segments = path.Split('/');
        return Enumerable
            .Range(1, segments.Length)
            .Select(count => new FileInfo(Path.Combine([root, .. segments.Take(count)])))
            .Where(step => step.LinkTarget is not null)
            .Select(link => link.ResolveLinkTarget(returnFinalTarget: true))
            .Any(target =>
                target is null || Path.GetRelativePath(root, target.FullName).StartsWith("..", StringComparison.Ordinal)
            );
    }
}
