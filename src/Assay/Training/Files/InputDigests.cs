using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Training.Files;

/// <summary>A file, folder or pattern that goes into a training, and where it is asked for.</summary>
internal sealed record InputPath(string Path, SourceLocation? Location = null);

/// <summary>
/// Digests of what goes into a training. A folder of more than <see cref="MostFiles"/> files is one entry, whose path ends
/// with a slash and whose digest is that of its listing as <c>sha256sum</c> writes it.
/// </summary>
internal static class InputDigests
{
    public const int MostFiles = 200;

    /// <exception cref="InputError">with every input that is not there.</exception>
    public static async Task<ImmutableArray<RunInput>> TakeAsync(
        WorkspaceFiles files,
        IEnumerable<InputPath> inputs,
        CancellationToken cancellation
    )
    {
        var found = inputs.Select(input => (Input: input, Files: files.Find(input.Path))).ToList();
        ImmutableArray<Problem> missing = [.. found.Where(f => f.Files.IsEmpty).Select(f => Missing(f.Input))];
        if (!missing.IsEmpty)
        {
            throw new InputError(missing);
        }

        var digests = new List<RunInput>();
        foreach (var (input, listed) in found)
        {
            var each = new List<RunInput>();
            foreach (var file in listed)
            {
                var (digest, size) = await WorkspaceFiles.DigestAsync(file, cancellation);
                each.Add(new RunInput(file.Path, digest, size));
            }

            digests.AddRange(each.Count > MostFiles ? [Listing(input.Path, each)] : each);
        }

        return [.. digests.DistinctBy(d => d.Path).OrderBy(d => d.Path, StringComparer.Ordinal)];
    }

    private static RunInput Listing(string path, List<RunInput> files)
    {
        var listing = string.Concat(files.Select(f => $"{f.Sha256.Hex}  {f.Path}\n"));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(listing));
        return new RunInput(path.TrimEnd('/') + "/", Sha256Digest.FromHash(hash), files.Sum(f => f.Size));
    }

    private static Problem Missing(InputPath input) =>
        new(
            $"the input {Quoted.Value(input.Path)} does not exist: correct the path, or fetch it before the training "
                + "(data.fetch, git lfs pull)",
            input.Location
        );
}
