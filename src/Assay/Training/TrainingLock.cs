using Assay.Toolkit;

namespace Assay.Training;

/// <summary>
/// One training of a model at a time in a working tree: both would write the same outputs. The lock is the kernel's: it goes
/// with its process, however that ends.
/// </summary>
internal sealed class TrainingLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private const string HolderSuffix = ".holder";
    private readonly FileStream _file;

    private TrainingLock(FileStream file) => _file = file;

    /// <summary>Takes it, waiting for whoever holds it.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="holder">What others are told of its holder.</param>
    /// <param name="waiting">Called once when another holds it, with what that one said of itself.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationError">when the file cannot be written.</exception>
    public static async Task<TrainingLock> TakeAsync(
        string path,
        string holder,
        Action<string> waiting,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        for (var told = false; ; )
        {
            try
            {
                return Open(path, holder);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!told)
                {
                    waiting(ReadHolder(path));
                    told = true;
                }
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new OperationError(
                    $"'{path}' cannot be written: {refused.Message} The repository's git directory must be writable",
                    refused
                );
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    public void Dispose() => _file.Dispose();

    private static TrainingLock Open(string path, string holder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        File.WriteAllText(path + HolderSuffix, holder);
        return new TrainingLock(file);
    }

    private static string ReadHolder(string path) =>
        File.Exists(path + HolderSuffix) ? File.ReadAllText(path + HolderSuffix) : "another process";
}
