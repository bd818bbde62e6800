using System.Collections.Immutable;

namespace Assay.Core.Reports.Html;

/// <summary>What an HTML report shows.</summary>
public sealed record HtmlOptions
{
    /// <summary>Whether values of the data may be shown; otherwise slices are numbered.</summary>
    public bool ShowValues { get; init; } = true;

    /// <summary>SVG documents by name and palette, <c>roc-light</c>; a chart without one is not shown.</summary>
    public ImmutableDictionary<string, string> Pictures { get; init; } = ImmutableDictionary<string, string>.Empty;
}
