using Assay.Toolkit;

namespace Assay.Training;

/// <summary>
/// One training of a model at a time in a working tree: both would write the same outputs.
/// </summary>
internal static class TrainingLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private const string HolderSuffix = ".holder";

    /// <summary>Takes it, waiting for whoever holds it.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="holder">What others are told of its holder.</param>
    /// <param name="waiting">Called once when another holds it, with what that one said of itself.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationError">when the file cannot be written.</exception>
    public static async Task<LockFile> TakeAsync(
        string path,
        string holder,
        Action<string> waiting,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        MakeFolder(path);
        for (var told = false; ; )
        {
            if (LockFile.TryTake(path) is { } taken)
            {
                await NameAsync(path, holder, taken, cancellation).ConfigureAwait(false);
                return taken;
            }

            if (!told)
            {
                waiting(ReadHolder(path));
                told = true;
            }

            await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    private static async Task NameAsync(string path, string holder, LockFile taken, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(path + HolderSuffix, holder, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            taken.Dispose();
            throw Unwritable(path, e);
        }
    }

    private static OperationError Unwritable(string path, Exception why) =>
        new(
            $"'{path}' cannot be written: {why.Message.TrimEnd('.')}. The repository's git directory must be writable, on a disk "
                + "with room",
            why
        );

    private static string ReadHolder(string path) =>
        File.Exists(path + HolderSuffix) ? File.ReadAllText(path + HolderSuffix) : "another process";
}
