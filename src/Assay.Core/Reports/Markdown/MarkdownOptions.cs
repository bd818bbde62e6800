using System.Collections.Immutable;

namespace Assay.Core.Reports.Markdown;

/// <summary>Where a Markdown report will be read.</summary>
public sealed record MarkdownOptions
{
    /// <summary>What the place takes at most; what is cut is named.</summary>
    public SizeLimit Limit { get; init; } = SizeLimit.GitHubComment;

    /// <summary>Whether values of the data may be shown; otherwise slices are numbered.</summary>
    public bool ShowValues { get; init; } = true;

    /// <summary>Addresses of pictures by name and palette, <c>roc-light</c>; charts without one are shown as text where they can be.</summary>
    public ImmutableDictionary<string, Uri> Pictures { get; init; } = ImmutableDictionary<string, Uri>.Empty;

    /// <summary>Where the whole report is, or null.</summary>
    public Uri? FullReport { get; init; }
}
