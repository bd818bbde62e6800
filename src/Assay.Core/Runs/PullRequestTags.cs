using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Core.Runs;

/// <summary>The tags by which a verdict is found again as part of a pull request's comment.</summary>
public static class PullRequestTags
{
    private const string Number = "assay.pull_request";
    private const string Head = "assay.head";

    /// <summary>The tags of a verdict on a commit.</summary>
    /// <param name="number">The pull request's number; null outside of one.</param>
    /// <param name="headSha">The commit that the forge shows the verdict at.</param>
    public static ImmutableSortedDictionary<string, string> Of(int? number, string headSha)
    {
        var tags = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(Head, headSha);
        return number is { } pull ? tags.Add(Number, pull.ToString(CultureInfo.InvariantCulture)) : tags;
    }

    /// <summary>The newest verdict on each model among runs, newest first, that were judged for a commit.</summary>
    public static ImmutableArray<RunSummary> VerdictsOn(ImmutableArray<RunSummary> runs, string headSha) =>
        [
            .. runs.Where(r => r.Kind == RunKind.Evaluation && r.Tags.GetValueOrDefault(Head) == headSha)
                .OrderByDescending(r => r.Id)
                .DistinctBy(r => r.Model),
        ];
}
