using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Reports.Sections;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Gating;

/// <summary>What does not hold, at the line of assay.yml that asks for it.</summary>
internal static class GateRemarks
{
    /// <summary>One remark a rule that does not hold; rules that the change has no line for stand at the gate.</summary>
    /// <param name="proposed">The model as the change declares it.</param>
    /// <param name="report">The verdict.</param>
    public static ImmutableArray<SectionRemark> Of(ModelSettings proposed, GateReport report) =>
        [
            .. from rule in report.Verdict.Rules
            where rule.IsJudged && rule.Outcome is { } outcome && outcome != Outcome.Pass
            let place = PlaceOf(proposed, rule)
            where place is not null
            select new SectionRemark(
                place.File,
                place.Line ?? 1,
                rule.Blocking && report.Decision.PullRequest == Decision.Refuse,
                $"{report.Model}: {rule.Rule}: {rule.Reason}"
            ),
        ];

    private static SourceLocation? PlaceOf(ModelSettings proposed, RuleResult rule)
    {
        if (proposed.Gate is not { } gate)
        {
            return proposed.LocationOf(nameof(ModelSettings.Gate));
        }

        for (var i = 0; i < gate.Require.Length; i++)
        {
            if (gate.Require[i].ToString() == rule.Rule)
            {
                return gate.LocationOf(nameof(GateSettings.Require), i);
            }
        }

        return gate.LocationOf(nameof(GateSettings.Compare)) ?? proposed.LocationOf(nameof(ModelSettings.Gate));
    }
}
