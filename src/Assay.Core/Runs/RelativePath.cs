namespace Assay.Core.Runs;

/// <summary>What a path from outside must look like before it names a file in a folder of ours.</summary>
public static class RelativePath
{
    /// <summary>
    /// Whether <paramref name="path"/> stays in the folder it is taken from, on every system: forward slashes only, no
    /// empty, <c>.</c>, <c>..</c> or <c>.git</c> segment, no colon, no control character, at most 1,024 characters.
    /// </summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= 1024
        && !path.Any(c => char.IsControl(c) || c is '\\' or ':' or '\uFFFD' || char.IsSurrogate(c) && !IsPaired(path))
        && path.Split('/').All(IsSafeSegment);

    private static bool IsSafeSegment(string segment) =>
        segment is not ("" or "." or "..")
        && segment.Length <= 255
        && !segment.EndsWith('.')
        && !segment.EndsWith(' ')
        && !segment.Equals(".git", StringComparison.OrdinalIgnoreCase);

    private static bool IsPaired(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (char.IsHighSurrogate(path[i]) && i + 1 < path.Length && char.IsLowSurrogate(path[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(path[i]))
            {
                return false;
            }
        }

        return true;
    }
}
