using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Toolkit.Runners;

namespace Assay.Commands.Gating;

/// <summary>A verdict's rules as checks, for runners that show them as tests.</summary>
internal static class GateChecks
{
    public static CheckReport Of(GateReport report, TimeSpan duration) =>
        new(
            $"gate {report.Model}",
            [
                .. report.Verdict.Rules.Select(rule => new CheckCase(
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
