namespace Assay.Commands;

/// <summary>A folder of a command's own, gone when it ends.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder(string parent, Func<int, byte[]> random)
    {
        Path = System.IO.Path.Combine(parent, $"assay-{Convert.ToHexStringLower(random(8))}");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>A folder in it.</summary>
    public string In(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
