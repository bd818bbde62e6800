using System.Collections.Immutable;
using System.Text;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Html;

/// <summary>Every rule with what was found, those that do not hold first.</summary>
internal static class RulesList
{
    public static string Of(ImmutableArray<RuleResult> rules)
    {
        if (rules.IsEmpty)
        {
            return "";
        }

        var list = new StringBuilder();
        foreach (
            var rule in rules.OrderByDescending(rule => rule.Blocking ? rule.Outcome ?? Outcome.Pass : Outcome.Pass)
        )
        {
            list.Append(
                $"<li>{OutcomeLabel.Of(rule)} <span>{HtmlText.Code(rule.Rule)}{(rule.Blocking ? "" : " · only warns")}"
            );
            list.Append($"<br>{HtmlText.Of(rule.Reason)}</span></li>\n");
        }

        return $"<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">Rules</h2>\n<ul class=\"rules\">\n{list}</ul>\n</section>\n";
    }
}
