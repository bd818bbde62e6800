using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Commands.Gating;
using Assay.Core.Runs;
using Assay.Forges;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands.PullRequests;

/// <summary>
/// Where a comment's reader sees the pictures of recorded sections: at a commit-pinned address in the ledger's own ref where anybody may
/// read it, else uploaded, else nowhere, and the comment has text. Never at a third party's.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="sections">Reads pictures.</param>
/// <param name="warn">Hears that a picture could not be uploaded.</param>
internal sealed partial class SectionPictures(IForge forge, RecordedSections sections, Action<string> warn)
{
    private const string Extension = ".png";
    private readonly Dictionary<(RunId Run, string Path), Uri?> _uploaded = [];

    /// <summary>Addresses by model and the picture's name with its palette.</summary>
    /// <param name="recorded">The sections.</param>
    /// <param name="earlier">Our comment as it stands, whose pictures need not be uploaded again; null without one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ImmutableDictionary<(string Model, string Picture), Uri>> FindAsync(
        ImmutableArray<RecordedSection> recorded,
        string? earlier,
        CancellationToken cancellationToken
    )
    {
        var found = ImmutableDictionary.CreateBuilder<(string Model, string Picture), Uri>();
        foreach (var section in recorded)
        {
            foreach (var picture in section.Run.Artifacts.Where(IsPicture))
            {
                if (
                    await AddressAsync(section, picture, earlier, cancellationToken).ConfigureAwait(false) is
                    { } address
                )
                {
                    var name = picture.Path[(GateFiles.Charts.Length + 1)..^Extension.Length];
                    found[(section.Section.Model, name)] = address;
                }
            }
        }

        return found.ToImmutable();
    }

    private static bool IsPicture(Artifact artifact) =>
        artifact.Path.StartsWith(GateFiles.Charts + "/", StringComparison.Ordinal)
        && artifact.Path.EndsWith(Extension, StringComparison.Ordinal);

    private async Task<Uri?> AddressAsync(
        RecordedSection section,
        Artifact picture,
        string? earlier,
        CancellationToken cancellationToken
    )
    {
        if (forge.PictureAddress(section.Summary.Commit, RunTree.ArtifactPath(picture)) is { } pinned)
        {
            return pinned;
        }

        var key = (section.Summary.Id, picture.Path);
        if (!_uploaded.TryGetValue(key, out var address))
        {
            // A run never changes, so what was uploaded of it once shows it still.
            var name = $"{section.Summary.Id}-{Path.GetFileName(picture.Path)}";
            address =
                Shown(earlier, name)
                ?? await UploadAsync(section, picture, name, cancellationToken).ConfigureAwait(false);
            _uploaded.Add(key, address);
        }

        return address;
    }

    private static Uri? Shown(string? comment, string name) =>
        comment is null
            ? null
            : Addresses()
                .Matches(comment)
                .Select(m => m.Groups[1].Value)
                .Where(a => a.EndsWith('/' + name, StringComparison.Ordinal))
                .Select(a => new Uri(a))
                .FirstOrDefault();

    [GeneratedRegex("(?:src|srcset)=\"(https?://[^\"&]+)\"")]
    private static partial Regex Addresses();

    private async Task<Uri?> UploadAsync(
        RecordedSection section,
        Artifact picture,
        string name,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var bytes = await sections.PictureAsync(section, picture, cancellationToken).ConfigureAwait(false);
            return await forge.UploadAsync(name, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationError e)
        {
            // A comment without a picture is still the answer.
            warn($"The comment has no picture '{picture.Path}': {e.Message}");
            return null;
        }
    }
}
