using System.Security.Cryptography;
using System.Text;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit.Runners;
using Assay.Training.Files;

namespace Assay.Commands.Trainings;

/// <summary>What stands for the inputs of a training that lists none: the commit, and all that differs from it.</summary>
internal static class CodeDigest
{
    private const string OwnFolder = ".assay/";

    /// <returns>Null before the first commit: nothing then stands for the code.</returns>
    public static async Task<string?> TakeAsync(
        GitRepository repository,
        CodeState? code,
        IReadOnlyCollection<string> outputs,
        CancellationToken cancellationToken
    )
    {
        if (code is null)
        {
            return null;
        }

        var changes = code.Dirty
            ? await repository
                .Git.RunAsync(["diff", "--binary", "--no-ext-diff", "--no-textconv", "HEAD"], cancellationToken)
                .ConfigureAwait(false)
            : "";
        var untracked = await repository
            .Git.RunAsync(["ls-files", "--others", "--exclude-standard", "-z"], cancellationToken)
            .ConfigureAwait(false);
        var others = untracked
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(path => !path.StartsWith(OwnFolder, StringComparison.Ordinal) && !GitLabRunner.IsOwnFile(path))
            .Where(path => !outputs.Any(o => path == o || path.StartsWith(o + "/", StringComparison.Ordinal)));
        var digests = await InputDigests
            .TakeAsync(new WorkspaceFiles(repository.Root), others.Select(p => new InputPath(p)), cancellationToken)
            .ConfigureAwait(false);
        var text = string.Join('\n', digests.Select(d => $"{d.Sha256.Hex}  {d.Path}").Prepend(changes));
        var differs = text.Length > 0 ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) : "";
        return $"{code.Commit} {differs}";
    }
}
