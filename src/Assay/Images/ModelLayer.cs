namespace Assay.Images;

/// <summary>The layer that a model image adds to the server's image: the servable folder under <c>/models/NAME</c>.</summary>
internal static class ModelLayer
{
    private const string Models = "models";

    /// <summary>Where the model lies in the image.</summary>
    public static string PathOf(string model) => $"/{Models}/{model}";

    /// <summary>Writes the layer: files in ordinal order, so that the same folder gives the same bytes.</summary>
    /// <param name="folder">The servable folder, absolute.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="time">The time of every entry.</param>
    /// <param name="file">The tar to be written.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<ImageLayer> WriteAsync(
        string folder,
        string model,
        DateTimeOffset time,
        string file,
        CancellationToken cancellationToken
    )
    {
        await using (var stream = File.Create(file))
        await using (var tar = new TarArchive(stream, time))
        {
            await tar.FolderAsync(Models, cancellationToken).ConfigureAwait(false);
            await tar.FolderAsync($"{Models}/{model}", cancellationToken).ConfigureAwait(false);
            var entries = new DirectoryInfo(folder)
                .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
                .Select(e => (Entry: e, Name: Path.GetRelativePath(folder, e.FullName).Replace('\\', '/')))
                .OrderBy(e => e.Name, StringComparer.Ordinal);
            foreach (var (entry, name) in entries)
            {
                if (entry is DirectoryInfo)
                {
                    await tar.FolderAsync($"{Models}/{model}/{name}", cancellationToken).ConfigureAwait(false);
                    continue;
                }

                await using var content = File.OpenRead(entry.FullName);
                await tar.FileAsync($"{Models}/{model}/{name}", content, cancellationToken).ConfigureAwait(false);
            }
        }

        return await ImageLayer.OfTarAsync(file, cancellationToken).ConfigureAwait(false);
    }
}
