using Assay.Toolkit;

namespace Assay.Git;

/// <summary>One process at a time changes the store's refs.</summary>
internal static class StoreLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Waits until no other process holds it.</summary>
    /// <exception cref="OperationError">when it cannot be written, or another process holds it for two minutes.</exception>
    public static async Task<LockFile> TakeAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            if (LockFile.TryTake(path) is { } taken)
            {
                return taken;
            }

            if (clock.GetElapsedTime(start) > Longest)
            {
                throw new OperationError($"'{path}' is held by another process for {Longest.TotalMinutes} minutes");
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
