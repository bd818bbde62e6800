using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit;
using Assay.Training;

namespace Assay.Commands.Trainings;

/// <summary>A run, complete, and what was wrong with what the training left.</summary>
internal sealed record TrainingRecord(Run Run, ImmutableArray<Problem> Problems)
{
    private const int LongestTagName = 250;
    private const int LongestTag = 5000;

    /// <summary>Decides how the run ended and what it keeps.</summary>
    /// <param name="started">The run as far as it was known before the training.</param>
    /// <param name="outcome">How the command ended.</param>
    /// <param name="results">What it left.</param>
    /// <param name="withLog">Whether the log's tail may be kept.</param>
    public static TrainingRecord Complete(Run started, TrainingOutcome outcome, TrainingResults results, bool withLog)
    {
        var run = started with
        {
            StartedAt = outcome.StartedAt,
            EndedAt = outcome.EndedAt,
            Tags =
                outcome.Attempts == 1
                    ? started.Tags
                    : started.Tags.SetItem("assay.attempts", outcome.Attempts.ToString(CultureInfo.InvariantCulture)),
            Metrics = results.Metrics,
            Artifacts = results.Artifacts,
            ModelPath = results.ModelPath,
            PredictionsPath = results.PredictionsPath,
            Resources = outcome.End.Resources,
            ExitCode = outcome.End.ExitCode,
        };
        var tooLarge = ArtifactLimits.Default.ProblemsOf(run);
        ImmutableArray<Problem> problems = [.. results.Problems, .. tooLarge];
        var failure = outcome.Failure ?? (problems.IsEmpty ? null : problems[0].Message);
        return new TrainingRecord(
            run with
            {
                Status =
                    failure is null ? RunStatus.Finished
                    : outcome.End.Reason is EndReason.TimedOut or EndReason.Interrupted ? RunStatus.Killed
                    : RunStatus.Failed,
                Failure = failure,
                LogTail = failure is null || !withLog ? null : outcome.LogTail,
                // What cannot be kept is left out: the rest of the run still tells what happened.
                Artifacts = tooLarge.IsEmpty ? run.Artifacts : [],
                ModelPath = tooLarge.IsEmpty ? run.ModelPath : null,
                PredictionsPath = tooLarge.IsEmpty ? run.PredictionsPath : null,
            },
            problems
        );
    }

    /// <exception cref="InputError">when a name stands twice, cannot be shown, or a value is too long.</exception>
    public static ImmutableSortedDictionary<string, string> Tags(ImmutableArray<KeyValuePair<string, string>> pairs)
    {
        ImmutableArray<Problem> problems =
        [
            .. pairs
                .Where(p => p.Key.Length > LongestTagName || p.Key.Any(char.IsControl))
                .Select(p => new Problem(
                    $"--tag {Quoted.Value(p.Key)} is not a tag's name; expected 1 to {LongestTagName} characters that can be shown"
                )),
            .. pairs
                .Where(p => p.Value.Length > LongestTag)
                .Select(p => new Problem(
                    $"--tag {Quoted.Value(p.Key)} has a value of {p.Value.Length:N0} characters; expected at most {LongestTag:N0}: "
                        + "keep it in a file, and give that with --artifact"
                )),
            .. pairs
                .GroupBy(p => p.Key, StringComparer.Ordinal)
                .Where(g => g.Skip(1).Any())
                .Select(g => new Problem($"--tag {Quoted.Value(g.Key)} is given twice; keep one")),
        ];
        return problems.IsEmpty
            ? pairs.ToImmutableSortedDictionary(StringComparer.Ordinal)
            : throw new InputError(problems);
    }
}
