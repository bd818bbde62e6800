using System.Buffers;
using System.Globalization;
using System.Text;
using Assay.Toolkit;
using CliWrap;

namespace Assay.Git;

/// <summary>Reads many objects of the store through one <c>git cat-file --batch</c>.</summary>
/// <param name="git">Git, in the store.</param>
internal sealed class ObjectReader(GitProgram git)
{
    /// <summary>
    /// Gives the bytes of each named object (<c>COMMIT:run.json</c>) in the order asked, or null where there is none.
    /// </summary>
    public async Task ReadAsync(
        IReadOnlyCollection<string> names,
        Action<int, ReadOnlyMemory<byte>?> onObject,
        CancellationToken cancellationToken
    )
    {
        if (names.Count == 0)
        {
            return;
        }

        var input = PipeSource.FromString(string.Concat(names.Select(n => n + "\n")));
        var output = PipeTarget.Create((stream, token) => ParseAsync(stream, names.Count, onObject, token));
        var result = await git.TryAsync(["cat-file", "--batch"], cancellationToken, input, output)
            .ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new OperationError($"the ledger's copy in '{git.Folder}' cannot be read: {result.Reason}");
        }
    }

    /// <summary>The bytes of each named object, or null where there is none.</summary>
    public async Task<byte[]?[]> ReadAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var objects = new byte[]?[names.Count];
        await ReadAsync(names, (i, bytes) => objects[i] = bytes?.ToArray(), cancellationToken).ConfigureAwait(false);
        return objects;
    }

    // The answer to a name is "ID TYPE SIZE\n", the bytes and "\n", or "NAME missing\n".
    private static async Task ParseAsync(
        Stream stream,
        int count,
        Action<int, ReadOnlyMemory<byte>?> onObject,
        CancellationToken cancellationToken
    )
    {
        using var buffered = new BufferedStream(stream, 1 << 16);
        for (var i = 0; i < count; i++)
        {
            var header = await ReadLineAsync(buffered, cancellationToken).ConfigureAwait(false);
            var words = header.Split(' ');
            if (words[^1] is "missing" or "ambiguous")
            {
                onObject(i, null);
                continue;
            }

            var size = int.Parse(words[^1], CultureInfo.InvariantCulture);
            var bytes = ArrayPool<byte>.Shared.Rent(size + 1);
            await buffered.ReadExactlyAsync(bytes.AsMemory(0, size + 1), cancellationToken).ConfigureAwait(false);
            onObject(i, bytes.AsMemory(0, size));
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new MemoryStream();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, cancellationToken).ConfigureAwait(false);
            if (one[0] == (byte)'\n')
            {
                return Encoding.UTF8.GetString(line.ToArray());
            }

            line.WriteByte(one[0]);
        }
    }
}
