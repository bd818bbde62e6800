using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Markdown;

/// <summary>The rules: those that do not hold in the open, all of them folded.</summary>
internal static class RulesSection
{
    private const int FailuresShown = 10;

    /// <summary>What did not hold beside what the headline says; rules that only warn are among them.</summary>
    public static MarkdownSection OfFailures(ImmutableArray<RuleResult> rules, string headline)
    {
        ImmutableArray<RuleResult> failures =
        [
            .. rules
                .Where(rule => rule.Outcome is { } outcome && outcome != Outcome.Pass)
                .Where(rule => rule.Reason != headline)
                .OrderByDescending(rule => rule.Blocking)
                .ThenByDescending(rule => rule.Outcome),
        ];
        var lines = failures.Take(FailuresShown).Select(Line);
        var rest = failures.Length - FailuresShown;
        return new MarkdownSection(
            "what did not hold",
            1,
            string.Concat(lines) + (rest > 0 ? $"- and {Numbers.Count(rest)} more, below\n" : "")
        );
    }

    /// <summary>Every rule in the policy's order.</summary>
    public static MarkdownSection OfAll(ImmutableArray<RuleResult> rules)
    {
        var table = new MarkdownTable("=", "rule", "found");
        foreach (var rule in rules)
        {
            table.Row(OutcomeWords.Sign(rule), MarkdownText.Of(rule.Rule), MarkdownText.Of(rule.Reason));
        }

        return MarkdownSection.Folded("rules", 5, Summary(rules), rules.IsEmpty ? "" : table.ToString());
    }

    private static string Line(RuleResult rule) => $"- {OutcomeWords.Sign(rule)} {MarkdownText.Of(rule.Reason)}\n";

    private static string Summary(ImmutableArray<RuleResult> rules)
    {
        var held = rules.Count(rule => rule.Outcome == Outcome.Pass);
        var idle = rules.Count(rule => rule.Outcome is null);
        var summary = $"Rules: {Numbers.Count(held)} of {Numbers.Count(rules.Length - idle)} hold";
        return idle > 0 ? $"{summary}, {Numbers.Count(idle)} not applicable" : summary;
    }
}
