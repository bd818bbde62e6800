using System.Text;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>The assay.yml of a commit, and what it includes there.</summary>
internal static class CommittedSettings
{
    /// <summary>Reads them; null when that commit has none.</summary>
    /// <exception cref="InputError">with all that is wrong in them.</exception>
    public static async Task<ProjectSettings?> ReadAsync(
        GitRepository repository,
        string commit,
        CancellationToken cancellationToken
    )
    {
        return await TextAsync(SettingsFile.Name, cancellationToken).ConfigureAwait(false) is { } text
            ? await SettingsReader
                .ReadAsync(text, SettingsFile.Name, TextAsync, cancellationToken)
                .ConfigureAwait(false)
            : null;

        async Task<string?> TextAsync(string path, CancellationToken token)
        {
            var bytes = await repository.ReadBlobAsync(commit, path, token).ConfigureAwait(false);
            return bytes is null ? null : Encoding.UTF8.GetString(bytes);
        }
    }
}
