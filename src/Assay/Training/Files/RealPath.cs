namespace Assay.Training.Files;

/// <summary>Where a path leads when every link on the way is followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <returns>The absolute path without links, or null when links go in circles.</returns>
    public static string? Of(string path)
    {
        var left = new Stack<string>(Parts(path).Reverse());
        var real = Path.GetPathRoot(path)!;
        for (var links = 0; left.TryPop(out var name); )
        {
            var next = Path.GetFullPath(Path.Combine(real, name));
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            real = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : real;
            foreach (var part in Parts(target).Reverse())
            {
                left.Push(part);
            }
        }

        return real;
    }

    private static string[] Parts(string path) =>
        path[Path.GetPathRoot(path)!.Length..]
            .Split(
                [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
                StringSplitOptions.RemoveEmptyEntries
            );
}
