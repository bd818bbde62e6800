using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Commands.Trainings;

/// <summary>A run without any secret in its texts: what is recorded is recorded for ever.</summary>
internal static class MaskedRun
{
    public static Run Of(Run run, Func<string, string> mask) =>
        run with
        {
            Params = Masked(run.Params, mask),
            Tags = Masked(run.Tags, mask),
            Metrics = run
                .Metrics.GroupBy(m => mask(m.Key), StringComparer.Ordinal)
                .ToImmutableSortedDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal),
            Command = run.Command is null ? null : mask(run.Command),
            Failure = run.Failure is null ? null : mask(run.Failure),
            LogTail = run.LogTail is null ? null : mask(run.LogTail),
        };

    private static ImmutableSortedDictionary<string, string> Masked(
        ImmutableSortedDictionary<string, string> texts,
        Func<string, string> mask
    ) =>
        texts
            .GroupBy(t => mask(t.Key), StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => mask(g.First().Value), StringComparer.Ordinal);
}
