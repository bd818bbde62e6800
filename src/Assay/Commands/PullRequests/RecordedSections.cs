using System.Collections.Immutable;
using System.Text;
using Assay.Core.Names;
using Assay.Core.Reports.Sections;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands.PullRequests;

/// <summary>What jobs have recorded in the ledger on a commit; kept by run, since a run never changes.</summary>
/// <param name="open">Reads the ledger anew.</param>
/// <param name="scratch">A folder for its files, absolute.</param>
internal sealed class RecordedSections(Func<CancellationToken, Task<Ledger>> open, string scratch)
{
    private readonly Dictionary<RunId, RecordedSection> _read = [];

    /// <summary>The newest section of each model.</summary>
    /// <exception cref="OperationError">when the remote cannot be read, or a section in the ledger is none.</exception>
    public async Task<ImmutableArray<RecordedSection>> ReadAsync(string sha, CancellationToken cancellationToken)
    {
        var ledger = await open(cancellationToken).ConfigureAwait(false);
        var runs = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var sections = ImmutableArray.CreateBuilder<RecordedSection>();
        foreach (var summary in PullRequestTags.VerdictsOn(runs, sha))
        {
            if (!_read.TryGetValue(summary.Id, out var section))
            {
                section = await ReadAsync(ledger, summary, cancellationToken).ConfigureAwait(false);
                _read.Add(summary.Id, section);
            }

            sections.Add(section);
        }

        return sections.ToImmutable();
    }

    /// <summary>The bytes of a picture of a section.</summary>
    public async Task<byte[]> PictureAsync(
        RecordedSection section,
        Artifact picture,
        CancellationToken cancellationToken
    )
    {
        var ledger = await open(cancellationToken).ConfigureAwait(false);
        var file = await ledger
            .ArtifactAsync(section.Summary, picture, FolderOf(section.Summary), cancellationToken)
            .ConfigureAwait(false);
        return await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RecordedSection> ReadAsync(
        Ledger ledger,
        RunSummary summary,
        CancellationToken cancellationToken
    )
    {
        var run = await ledger.GetAsync(summary, cancellationToken).ConfigureAwait(false);
        var artifact =
            run.Artifacts.FirstOrDefault(a => a.Path == ModelSectionJson.FileName)
            ?? throw new OperationError(
                $"the verdict {run.Id} on {Quoted.Value(run.Model)} holds no {ModelSectionJson.FileName}: judge again with this release"
            );
        var file = await ledger
            .ArtifactAsync(summary, artifact, FolderOf(summary), cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var section = ModelSectionJson.Read(
                Encoding.UTF8.GetBytes(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false))
            );
            // What decides is the ledger's own line, under the name that it has there.
            return new RecordedSection(
                summary,
                run,
                section with
                {
                    Model = summary.Model,
                    Outcome = summary.Judgement!.Outcome,
                }
            );
        }
        catch (FormatException e)
        {
            throw new OperationError($"the verdict {run.Id} on {Quoted.Value(run.Model)}: {e.Message}", e);
        }
    }

    private string FolderOf(RunSummary summary) => Path.Combine(scratch, summary.Id.ToString());
}

/// <summary>A section and the run that keeps it.</summary>
internal sealed record RecordedSection(RunSummary Summary, Run Run, ModelSection Section);
