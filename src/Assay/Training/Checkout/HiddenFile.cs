namespace Assay.Training.Checkout;

/// <summary>A file that holds something else for a while; what it held is in memory alone.</summary>
internal sealed class HiddenFile
{
    private readonly string _path;
    private readonly byte[] _original;
    private readonly byte[] _shown;

    private HiddenFile(string path, byte[] shown) =>
        (_path, _original, _shown) = (path, File.ReadAllBytes(path), shown);

    public static HiddenFile Hide(string path, byte[] shown)
    {
        var hidden = new HiddenFile(path, shown);
        hidden.Write(shown);
        return hidden;
    }

    /// <summary>Puts back what the file held; true when someone had changed it meanwhile.</summary>
    public bool Restore()
    {
        var changed = !File.Exists(_path) || !File.ReadAllBytes(_path).AsSpan().SequenceEqual(_shown);
        Write(_original);
        return changed;
    }

    // In place, so that owner and mode stay; not through a link that was put there meanwhile.
    private void Write(byte[] bytes)
    {
        if (File.ResolveLinkTarget(_path, returnFinalTarget: false) is not null)
        {
            File.Delete(_path);
        }

        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        file.Write(bytes);
        file.SetLength(bytes.Length);
    }
}
