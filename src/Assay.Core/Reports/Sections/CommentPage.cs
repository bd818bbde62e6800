using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Sections;

/// <summary>All that a pull request's one comment and one check say.</summary>
public sealed record CommentPage
{
    /// <summary>The commit that was judged, in full; null when it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>What was judged, in any order.</summary>
    public ImmutableArray<ModelSection> Sections { get; init; } = [];

    /// <summary>Models that should have been judged and of which there is no verdict, with the reason.</summary>
    public ImmutableArray<(string Model, string Reason)> Missing { get; init; } = [];

    /// <summary>The page of the job that has the whole reports, or null.</summary>
    public Uri? FullReport { get; init; }

    /// <summary>Addresses of pictures by model and name with palette, <c>roc-light</c>.</summary>
    public ImmutableDictionary<(string Model, string Picture), Uri> Pictures { get; init; } =
        ImmutableDictionary<(string Model, string Picture), Uri>.Empty;

    /// <summary>What it all comes to: refuse when any model is refused or missing, else neutral when any is, else accept.</summary>
    public Decision Decision =>
        !Missing.IsEmpty || Sections.Any(s => s.Decision == Decision.Refuse) ? Decision.Refuse
        : Sections.Any(s => s.Decision == Decision.Neutral) ? Decision.Neutral
        : Decision.Accept;

    /// <summary>Everything judged and missing, the worst first, then by name.</summary>
    public ImmutableArray<ModelSection> InOrder =>
        [
            .. Sections
                .Concat(Missing.Select(m => SectionOf(m.Model, m.Reason)))
                .OrderByDescending(s => s.Decision)
                .ThenByDescending(s => s.Outcome)
                .ThenBy(s => s.Model, StringComparer.Ordinal),
        ];

    /// <summary>One line of plain text: what a check's title says.</summary>
    public string Title =>
        InOrder switch
        {
            [] => "no model is touched",
            [var only] => $"{only.Model} · {OutcomeWords.Of(only.Outcome)}: {only.Headline}",
            var all => string.Join(
                ", ",
                all.GroupBy(s => s.Outcome).Select(g => $"{Numbers.Count(g.Count())} {OutcomeWords.Of(g.Key)}")
            ) + $" of {Numbers.Count(all.Length)} models",
        };

    private static ModelSection SectionOf(string model, string reason) =>
        new()
        {
            Model = model,
            Outcome = Outcome.Error,
            Decision = Decision.Refuse,
            Sign = OutcomeWords.Sign(Outcome.Error),
            Headline = reason,
        };
}
