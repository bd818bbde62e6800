namespace Assay.Images;

/// <summary>The layer that a model image adds to the server's image: the servable folder under <c>/models/NAME</c>.</summary>
internal static class ModelLayer
{
    private const string Models = "models";

    /// <summary>Where the model lies in the image.</summary>
    public static string PathOf(string model) => $"/{Models}/{model}";

    /// <summary>Writes the layer; the same folder gives the same bytes.</summary>
    /// <param name="folder">The servable folder, absolute.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="time">The time of every entry.</param>
    /// <param name="file">The tar to be written.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Task<ImageLayer> WriteAsync(
        string folder,
        string model,
        DateTimeOffset time,
        string file,
        CancellationToken cancellationToken
    )
    {
        var tree = new LayerTree();
        tree.AddFolder($"{Models}/{model}", folder);
        return tree.WriteAsync(time, file, cancellationToken);
    }
}
