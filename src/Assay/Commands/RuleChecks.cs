using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Toolkit.Runners;

namespace Assay.Commands;

/// <summary>Rules as checks, for runners that show them as tests.</summary>
internal static class RuleChecks
{
    public static CheckReport Of(string name, ImmutableArray<RuleResult> rules, TimeSpan duration) =>
        new(
            name,
            [
                .. rules.Select(rule => new CheckCase(
                    rule.Blocking ? rule.Rule : $"{rule.Rule} (only warns)",
                    Outcome(rule),
                    rule.Reason
                )),
            ],
            duration
        );

    private static CheckOutcome Outcome(RuleResult rule) =>
        rule.Outcome switch
        {
            Core.Gates.Outcome.Pass => CheckOutcome.Passed,
            null or Core.Gates.Outcome.Inconclusive => CheckOutcome.Skipped,
            _ when !rule.Blocking => CheckOutcome.Skipped,
            Core.Gates.Outcome.Fail => CheckOutcome.Failed,
            _ => CheckOutcome.Broken,
        };
}
