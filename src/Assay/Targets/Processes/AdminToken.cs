using Assay.Toolkit;

namespace Assay.Targets.Processes;

/// <summary>What a host's admin ports want to be shown: a file that its owner alone may read.</summary>
internal static class AdminToken
{
    private const int Bytes = 32;

    /// <summary>Reads it; the first time it is made.</summary>
    /// <exception cref="OperationError">when the folder cannot be written.</exception>
    public static string ReadOrMake(string folder, Func<int, byte[]> random)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(
                    folder,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
            }

            var file = Path.Combine(folder, "token");
            if (!File.Exists(file))
            {
                // Two at once: the first one's stands.
                var half = $"{file}.{Convert.ToHexStringLower(random(8))}";
                File.WriteAllText(half, Convert.ToHexStringLower(random(Bytes)));
                try
                {
                    File.Move(half, file, overwrite: false);
                }
                catch (IOException) when (File.Exists(file))
                {
                    File.Delete(half);
                }
            }

            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperationError(
                $"'{folder}' cannot be written, and what serves here is kept there: {e.Message.TrimEnd('.')}",
                e
            );
        }
    }
}
