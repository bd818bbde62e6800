using Assay.Toolkit;

namespace Assay.Git;

/// <summary>An empty bare repository outside of the clone, which goes when it has served.</summary>
internal sealed class ScratchRepository : IDisposable
{
    private ScratchRepository(GitProgram git, string folder) => (Git, Folder) = (git, folder);

    /// <summary>Its git directory, absolute.</summary>
    public string Folder { get; }

    /// <summary>Git, in it.</summary>
    public GitProgram Git { get; }

    /// <summary>Makes one.</summary>
    /// <exception cref="OperationError">when the disk does not take it.</exception>
    public static async Task<ScratchRepository> MakeAsync(GitProgram git, CancellationToken cancellationToken)
    {
        string folder;
        try
        {
            folder = Directory.CreateTempSubdirectory("assay-bundle-").FullName;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new OperationError($"no scratch folder can be made: {e.Message}. TMPDIR names another place", e);
        }

        var scratch = new ScratchRepository(git.In(folder).With([new("GIT_DIR", folder)]), folder);
        await scratch
            .Git.RunAsync(["init", "--quiet", "--bare", "--template="], cancellationToken)
            .ConfigureAwait(false);
        return scratch;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
