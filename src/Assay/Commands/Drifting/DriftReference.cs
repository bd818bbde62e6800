using Assay.Core.Drift;
using Assay.Core.Runs;
using Assay.Data;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Training.Files;

namespace Assay.Commands.Drifting;

/// <summary>What current data are compared with.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Source">Where it comes from, for people.</param>
internal sealed record DriftReference(Profile Profile, string Source)
{
    /// <summary>
    /// The profile that the run keeps or, where it keeps none (its repository is public, or it is older), one of the very rows
    /// of <c>data.reference</c>.
    /// </summary>
    /// <exception cref="InputError">when there is neither.</exception>
    public static async Task<DriftReference> ReadAsync(
        Ledger ledger,
        string root,
        ModelSettings model,
        RunSummary summary,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        var run = await ledger.GetAsync(summary, cancellationToken).ConfigureAwait(false);
        if (run.Artifacts.FirstOrDefault(a => a.Path == Profile.ArtifactPath) is not { } artifact)
        {
            return await OfFileAsync(run, root, model, cancellationToken).ConfigureAwait(false);
        }

        var file = await ledger.ArtifactAsync(summary, artifact, scratch, cancellationToken).ConfigureAwait(false);
        try
        {
            var kept = ProfileDocument.Read(
                await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false)
            );
            return kept.Model == model.Name
                ? new DriftReference(kept, "the profile that its training kept")
                : throw new OperationError($"the profile that run {run.Id} keeps is of the model '{kept.Model}'");
        }
        catch (FormatException e)
        {
            throw new OperationError($"the profile that run {run.Id} keeps cannot be read: {e.Message}", e);
        }
    }

    private static async Task<DriftReference> OfFileAsync(
        Run run,
        string root,
        ModelSettings model,
        CancellationToken cancellationToken
    )
    {
        if (model.Data is not { Reference: { } path } data)
        {
            throw new InputError(
                $"run {run.Id} keeps no profile, and models.{model.Name}.data names no 'reference' to make one of; add it, and train again",
                model.LocationOf(nameof(ModelSettings.Data))
            );
        }

        var file = DataFile.In(root, path.Value);
        file.MustHaveBytes();
        var (digest, _) = await WorkspaceFiles
            .DigestAsync(new WorkspaceFile(path.Value, file.FullPath), cancellationToken)
            .ConfigureAwait(false);
        if (run.Inputs.FirstOrDefault(i => i.Path == path.Value) is { } trained && trained.Sha256 != digest)
        {
            throw file.Refused(
                $"run {run.Id} keeps no profile, and these are not the rows that it was trained on (sha256 {trained.Sha256.Abbreviated}…, "
                    + $"here {digest.Abbreviated}…): check out its commit{(run.Code is { } code ? $" {code.Commit}" : "")}"
            );
        }

        var (columns, rows) = TableProfile.Read(file, [data.Id, data.Target], like: []);
        var profile = new Profile(model.Name, run.ModelDigest, columns, []);
        profile.AddRows(rows);
        return new DriftReference(profile, $"the rows of {path.Value}, as its training kept no profile");
    }
}
