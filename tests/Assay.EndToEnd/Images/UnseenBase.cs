using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Assay.EndToEnd.Images;

/// <summary>An image archive as <c>docker save</c> writes it, with a layer that no engine has yet.</summary>
internal static class UnseenBase
{
    /// <summary>Writes it; the hexadecimal digest of its one layer.</summary>
    public static async Task<string> WriteAsync(string file)
    {
        var layer = await TarAsync(("chance", RandomNumberGenerator.GetBytes(64)));
        var digest = Convert.ToHexStringLower(SHA256.HashData(layer));
        var config = $$$"""
            {"architecture":"amd64","os":"linux","config":{"Entrypoint":["/server"]},
             "rootfs":{"type":"layers","diff_ids":["sha256:{{{digest}}}"]}}
            """;
        const string manifest = """[{"Config":"config.json","RepoTags":[],"Layers":["layer.tar"]}]""";
        await File.WriteAllBytesAsync(
            file,
            await TarAsync(
                ("config.json", Encoding.UTF8.GetBytes(config)),
                ("layer.tar", layer),
                ("manifest.json", Encoding.UTF8.GetBytes(manifest))
            ),
            TestContext.Current.CancellationToken
        );
        return digest;
    }

    private static async Task<byte[]> TarAsync(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        await using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var bytes = new MemoryStream(content);
                await tar.WriteEntryAsync(
                    new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = bytes },
                    TestContext.Current.CancellationToken
                );
            }
        }

        return stream.ToArray();
    }
}
