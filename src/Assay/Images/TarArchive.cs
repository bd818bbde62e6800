using System.Formats.Tar;
using System.Text;

namespace Assay.Images;

/// <summary>
/// Writes tar archives whose bytes follow from what they hold: entries in the order given, one time for all, root as the
/// owner, plain ustar headers, since pax headers hold the number of the process.
/// </summary>
/// <param name="stream">Where to.</param>
/// <param name="time">The time of every entry.</param>
internal sealed class TarArchive(Stream stream, DateTimeOffset time) : IAsyncDisposable
{
    private const UnixFileMode Folder = (UnixFileMode)0b101_101_101;
    private const UnixFileMode File = (UnixFileMode)0b100_100_100;

    private readonly TarWriter _writer = new(stream, TarEntryFormat.Ustar, leaveOpen: true);

    public Task FolderAsync(string name, CancellationToken cancellationToken) =>
        FolderAsync(name, Folder, cancellationToken);

    public Task FolderAsync(string name, UnixFileMode mode, CancellationToken cancellationToken) =>
        _writer.WriteEntryAsync(Entry(TarEntryType.Directory, name + "/", mode), cancellationToken);

    public Task FileAsync(string name, Stream content, CancellationToken cancellationToken) =>
        FileAsync(name, content, File, cancellationToken);

    public async Task FileAsync(string name, Stream content, UnixFileMode mode, CancellationToken cancellationToken)
    {
        var entry = Entry(TarEntryType.RegularFile, name, mode);
        entry.DataStream = content;
        await _writer.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    public async Task FileAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(content, writable: false);
        await FileAsync(name, bytes, cancellationToken).ConfigureAwait(false);
    }

    public Task FileAsync(string name, string content, CancellationToken cancellationToken) =>
        FileAsync(name, Encoding.UTF8.GetBytes(content), cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private UstarTarEntry Entry(TarEntryType type, string name, UnixFileMode mode) =>
        new(type, name)
        {
            Mode = mode,
            ModificationTime = time,
            Uid = 0,
            Gid = 0,
            UserName = "",
            GroupName = "",
        };
}
