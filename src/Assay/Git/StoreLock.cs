using Assay.Toolkit;

namespace Assay.Git;

/// <summary>One process at a time changes the store's refs. The lock is the kernel's: it goes with its process, however that ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Waits until no other process holds it.</summary>
    /// <exception cref="OperationError">when the folder cannot be written, or another process holds it for two minutes.</exception>
    public static async Task<StoreLock> TakeAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (UnauthorizedAccessException e)
            {
                throw new OperationError(
                    $"'{path}' cannot be written, and runs are kept beside it: give this user write access to the folder",
                    e
                );
            }
            catch (IOException) when (clock.GetElapsedTime(start) < Longest)
            {
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw new OperationError($"'{path}' is held by another process for {Longest.TotalMinutes} minutes", e);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
