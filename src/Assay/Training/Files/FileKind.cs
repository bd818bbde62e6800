using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Training.Files;

/// <summary>Tells regular files from pipes, sockets and devices, which .NET shows as empty files and which would block whoever reads them.</summary>
internal static class FileKind
{
    private const int SeekCurrent = 1;

    private static int OpenWithoutWaiting =>
        OperatingSystem.IsMacOS()
            ? 0x0004 | 0x1000000 // O_NONBLOCK | O_CLOEXEC
            : 0x0800 | 0x80000;

    /// <summary>Whether reading the file comes to an end by itself.</summary>
    public static bool IsRegular(string path)
    {
        if (OperatingSystem.IsWindows() || new FileInfo(path).Length > 0)
        {
            return true;
        }

        var file = Open(Encoding.UTF8.GetBytes(path + '\0'), OpenWithoutWaiting);
        if (file < 0)
        {
            // A file that may not be read is said so by whoever opens it; a socket cannot be opened at all.
            return Marshal.GetLastPInvokeError() is not (6 or 45 or 102);
        }

        var seekable = Seek(file, 0, SeekCurrent) >= 0;
        _ = Close(file);
        return seekable;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "lseek")]
    private static extern long Seek(int file, long offset, int from);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
