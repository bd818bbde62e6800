namespace Assay.Tests.Training;

/// <summary>A folder of a test's own, removed afterwards.</summary>
internal sealed class TemporaryWorkspace : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("assay-training-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], text);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
