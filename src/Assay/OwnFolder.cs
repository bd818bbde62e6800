using Assay.Core.Names;
using Assay.Toolkit;

namespace Assay;

/// <summary>
/// Folders that Assay writes in a working tree. A training may have put a link in such a place, to have what is written
/// after it, perhaps by another user, land elsewhere.
/// </summary>
internal static class OwnFolder
{
    /// <summary>The folder at a repository's root that holds what is not asked for by another name; it ignores itself.</summary>
    public const string Name = ".assay";

    private const string Ignored = ".gitignore";

    /// <summary>Makes a folder; one in the working tree must be reached without a link.</summary>
    /// <param name="root">The working tree, absolute.</param>
    /// <param name="folder">The folder, absolute; outside of the working tree it is the caller's own.</param>
    /// <exception cref="InputError">when a link is in the way.</exception>
    public static void Make(string root, string folder)
    {
        var inside = Path.GetRelativePath(root, folder);
        if (Path.IsPathRooted(inside) || inside.Split(Path.DirectorySeparatorChar)[0] == "..")
        {
            Directory.CreateDirectory(folder);
            return;
        }

        var path = root;
        foreach (var part in inside.Split(Path.DirectorySeparatorChar))
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new InputError(
                    $"{Quoted.Value(path)} is a link, and nothing is written through it: remove it, or name another folder"
                );
            }
        }

        Directory.CreateDirectory(folder);
        var own = Path.Combine(root, Name);
        if (Directory.Exists(own) && !File.Exists(Path.Combine(own, Ignored)))
        {
            // So that nobody commits what lies there, and no tree becomes dirty by it.
            Write(Path.Combine(own, Ignored), "*\n");
        }
    }

    /// <summary>Writes a file in such a folder; a link of its name is replaced, not followed.</summary>
    public static void Write(string file, string text)
    {
        File.Delete(file);
        File.WriteAllText(file, text);
    }
}
