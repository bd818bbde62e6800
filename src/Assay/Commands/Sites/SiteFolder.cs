using Assay.Core.Names;
using Assay.Core.Site;
using Assay.Toolkit;

namespace Assay.Commands.Sites;

/// <summary>
/// The folder of a site, which is there whole or not at all: a new one is written beside it, and takes its place at the end.
/// Only what an earlier site made is ever deleted.
/// </summary>
internal sealed class SiteFolder : IDisposable
{
    private const string Marker = ".assay-site";
    private static readonly TimeSpan _abandonedAfter = TimeSpan.FromHours(1);

    private readonly string _aside;

    private SiteFolder(string folder, string aside) => (Place, _aside) = (folder, aside);

    /// <summary>The site's folder, absolute.</summary>
    public string Place { get; }

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins a new site; what stands at its place stays until <see cref="Finish"/>.</summary>
    /// <param name="root">The working tree, absolute.</param>
    /// <param name="folder">The site's folder, absolute.</param>
    /// <param name="context">The command's.</param>
    /// <exception cref="InputError">when something else is at its place.</exception>
    public static SiteFolder Begin(string root, string folder, CommandContext context)
    {
        folder = Path.TrimEndingDirectorySeparator(folder);
        if (Path.GetDirectoryName(folder) is not { } parent)
        {
            throw new InputError($"--output {Quoted.Value(folder)} is no place for a site; name a new folder");
        }

        Require(folder);
        return Guarded(
            folder,
            () =>
            {
                OwnFolder.Make(root, parent);
                var prefix = $".{Path.GetFileName(folder)}.assay-";
                Sweep(parent, prefix, context.Clock.GetUtcNow() - _abandonedAfter);
                var aside = Path.Combine(parent, prefix + Convert.ToHexStringLower(context.Random(8)));
                Directory.CreateDirectory(aside);
                File.WriteAllText(Path.Combine(aside, Marker), "Made by assay site; made anew by the next one.\n");
                return new SiteFolder(folder, aside);
            }
        );
    }

    /// <summary>Writes a file of the new site.</summary>
    public void Write(SiteFile file) =>
        Guarded(
            Place,
            () =>
            {
                var path = Path.Combine(_aside, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
                return Bytes += new FileInfo(path).Length;
            }
        );

    /// <summary>Puts the new site in its place.</summary>
    public void Finish()
    {
        Require(Place);
        Guarded(
            Place,
            () =>
            {
                var before = _aside + "-before";
                if (Directory.Exists(Place))
                {
                    Directory.Move(Place, before);
                }

                Directory.Move(_aside, Place);
                if (Directory.Exists(before))
                {
                    Directory.Delete(before, recursive: true);
                }

                return true;
            }
        );
    }

    public void Dispose()
    {
        if (Directory.Exists(_aside))
        {
            Directory.Delete(_aside, recursive: true);
        }
    }

    private static void Require(string folder)
    {
        if (new FileInfo(folder).LinkTarget is not null)
        {
            throw new InputError(
                $"{Quoted.Value(folder)} is a link, and a site takes the place of a folder: remove it, or name another with --output"
            );
        }

        if (File.Exists(folder))
        {
            throw new InputError($"{Quoted.Value(folder)} is a file; name an empty or a new folder with --output");
        }

        if (!Directory.Exists(folder))
        {
            return;
        }

        string[] names = [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))];
        var ours = names.Contains(Marker) ? SiteFiles.Names.Append(Marker) : [];
        if (names.Except(ours).Order(StringComparer.Ordinal).FirstOrDefault() is { } other)
        {
            throw new InputError(
                $"{Quoted.Value(folder)} holds {Quoted.Value(other)}, which no site made; name an empty or a new folder with --output"
            );
        }
    }

    // What a site left that was killed before its end.
    private static void Sweep(string parent, string prefix, DateTimeOffset before)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, prefix + "*"))
        {
            if (File.Exists(Path.Combine(folder, Marker)) && Directory.GetLastWriteTimeUtc(folder) < before)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static T Guarded<T>(string folder, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperationError(
                $"the site in {Quoted.Value(folder)} cannot be written: {e.Message.TrimEnd('.')}. What was there before is as it was",
                e
            );
        }
    }
}
