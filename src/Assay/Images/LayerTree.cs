namespace Assay.Images;

/// <summary>The files of a layer, by their names in the image; the folders above them come by themselves.</summary>
internal sealed class LayerTree
{
    private const UnixFileMode Folder = (UnixFileMode)0b101_101_101;
    private const UnixFileMode Readable = (UnixFileMode)0b100_100_100;
    private const UnixFileMode Writable = UnixFileMode.StickyBit | (UnixFileMode)0b111_111_111;

    private readonly SortedDictionary<string, (UnixFileMode Mode, Func<Stream>? Open)> _entries = new(
        StringComparer.Ordinal
    );

    /// <summary>Adds a file of this machine.</summary>
    /// <param name="name">Its name in the image, without a slash before it.</param>
    /// <param name="file">The file, absolute; a link is followed.</param>
    /// <param name="runs">Whether it is a program.</param>
    public void Add(string name, string file, bool runs = false) =>
        Add(name, runs ? Folder : Readable, () => File.OpenRead(file));

    /// <summary>Adds a file with this content.</summary>
    public void Add(string name, byte[] content) =>
        Add(name, Readable, () => new MemoryStream(content, writable: false));

    /// <summary>Adds all files of a folder.</summary>
    public void AddFolder(string name, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Add($"{name}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}", file);
        }
    }

    /// <summary>Adds a folder that everybody may write in.</summary>
    public void AddWritable(string name) => Add(name, Writable, null);

    /// <summary>Writes the layer: in ordinal order, so that the same files give the same bytes.</summary>
    /// <param name="time">The time of every entry.</param>
    /// <param name="file">The tar to be written.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ImageLayer> WriteAsync(DateTimeOffset time, string file, CancellationToken cancellationToken)
    {
        await using (var stream = File.Create(file))
        await using (var tar = new TarArchive(stream, time))
        {
            foreach (var (name, (mode, open)) in _entries)
            {
                if (open is null)
                {
                    await tar.FolderAsync(name, mode, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                await using var content = open();
                await tar.FileAsync(name, content, mode, cancellationToken).ConfigureAwait(false);
            }
        }

        return await ImageLayer.OfTarAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private void Add(string name, UnixFileMode mode, Func<Stream>? open)
    {
        for (var slash = name.LastIndexOf('/'); slash > 0; slash = name.LastIndexOf('/', slash - 1))
        {
            _entries.TryAdd(name[..slash], (Folder, null));
        }

        _entries[name] = (mode, open);
    }
}
