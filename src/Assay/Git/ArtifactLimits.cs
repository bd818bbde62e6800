using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>How large artifacts may be to travel in git; forges refuse files over 100 MiB and warn from 50.</summary>
/// <param name="File">Bytes of one file.</param>
/// <param name="Total">Bytes of all files of a run.</param>
internal sealed record ArtifactLimits(long File, long Total)
{
    private const double Megabyte = 1e6;

    public static ArtifactLimits Default { get; } = new(95_000_000, 190_000_000);

    /// <summary>What is too large in a run, a sentence each; empty when nothing is.</summary>
    public ImmutableArray<Problem> ProblemsOf(Run run)
    {
        var problems = run
            .Artifacts.Where(a => a.Size > File)
            .Select(a => new Problem(
                $"the artifact '{a.Path}' has {Size(a.Size)}, more than {Size(File)}, the most that a file in the ledger may "
                    + "have: leave it out, or make it smaller"
            ))
            .ToList();
        var total = run.Artifacts.Sum(a => a.Size);
        if (total > Total)
        {
            problems.Add(
                new Problem(
                    $"the artifacts of run {run.Id} have {Size(total)} together, more than {Size(Total)}, the most that a run "
                        + "in the ledger may have: leave some out"
                )
            );
        }

        return [.. problems];
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Megabyte:0.#} MB");
}
