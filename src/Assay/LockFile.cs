using Assay.Toolkit;

namespace Assay;

/// <summary>A file that one process at a time holds. The lock is the kernel's: it goes with its process, however that ends.</summary>
internal sealed class LockFile : IDisposable
{
    // EWOULDBLOCK of Linux, of macOS, and the sharing violation of Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];
    private readonly FileStream _file;

    private LockFile(FileStream file) => _file = file;

    /// <summary>Takes it; null while another process holds it.</summary>
    /// <exception cref="OperationError">when the file cannot be written: no right, a disk that is full or only read.</exception>
    public static LockFile? TryTake(string path)
    {
        try
        {
            return new LockFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (Held.Contains(e.HResult))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperationError(
                $"'{path}' cannot be written: {e.Message.TrimEnd('.')}; this user needs write access to the folder, on a disk "
                    + "with room",
                e
            );
        }
    }

    public void Dispose() => _file.Dispose();
}
