using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Reports;

namespace Assay.Core.Rollouts;

/// <summary>A step's verdict: that of the worst rule.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Rules">What was found for each rule.</param>
public sealed record StepAnalysis(Outcome Outcome, ImmutableArray<AnalysisRule> Rules)
{
    /// <summary>What a person needs to know first: the reason of the worst rule.</summary>
    public string Reason => Rules.First(rule => (rule.Outcome ?? Outcome.Pass) == Outcome).Reason;

    /// <summary>How many more requests of the canary are needed at least.</summary>
    public long Missing => Rules.Max(rule => rule.Missing);

    /// <summary>Judges a step. Without a request there is no evidence, whatever the conditions are.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="window">Both arms since the step began; null when that is not known.</param>
    public static StepAnalysis Judge(RolloutPlan plan, ArmsWindow? window)
    {
        ImmutableArray<AnalysisRule> rules =
        [
            Sample(plan, window?.Canary?.Requests ?? 0),
            .. window?.Canary is { Requests: > 0 } canary && canary.Refusals == canary.Requests
                ? [Refused(canary.Requests)]
                : Array.Empty<AnalysisRule>(),
            .. window is null || plan.SplitBy is not { } key ? Array.Empty<AnalysisRule>() : [Key(key, window)],
            .. window is null
                ? []
                : plan.Analysis.Select(condition =>
                    ConditionAnalysis.Judge(condition, window, plan.StepRules.FalseAlarm, plan.SmallestSample)
                ),
        ];
        return new StepAnalysis(rules.Max(rule => rule.Outcome ?? Outcome.Pass), rules);
    }

    private static AnalysisRule Sample(RolloutPlan plan, long requests)
    {
        var missing = Math.Max(0, plan.SmallestSample - requests);
        return new AnalysisRule
        {
            Rule = $"requests >= {plan.SmallestSample}",
            Outcome =
                requests == 0 ? Outcome.NoData
                : missing > 0 ? Outcome.Inconclusive
                : Outcome.Pass,
            Reason =
                requests == 0 ? $"the canary has answered no request yet; it needs {Numbers.Count(missing)}"
                : missing > 0
                    ? $"the canary has answered {Numbers.Count(requests)} of at least {Numbers.Count(plan.SmallestSample)} requests; {Numbers.Count(missing)} more are needed"
                : $"the canary has answered {Numbers.Count(requests)} requests",
            Value = requests,
            Limit = plan.SmallestSample,
            Requests = requests,
            Missing = missing,
        };
    }

    // Whoever refuses everything makes no error, and serves nobody.
    private static AnalysisRule Refused(long requests) =>
        new()
        {
            Rule = "refusals < requests",
            Outcome = Outcome.Inconclusive,
            Reason =
                $"the canary has refused all of {Numbers.Count(requests)} requests (400 to 499), and predicted nothing",
            Value = requests,
            Limit = requests,
            Requests = requests,
        };

    // Requests without the key are split each by itself: where none has it, no user keeps an arm.
    private static AnalysisRule Key(SplitKey key, ArmsWindow window)
    {
        var requests = window.Stable.Requests + (window.Canary?.Requests ?? 0);
        var keyless = window.Stable.Keyless + (window.Canary?.Keyless ?? 0);
        var none = requests > 0 && keyless == requests;
        var name = $"{KebabCase.Of(key.From)} {Quoted.Value(key.Name)}";
        return new AnalysisRule
        {
            Rule = $"split_by {KebabCase.Of(key.From)}:{key.Name}",
            Outcome = none ? Outcome.Inconclusive : Outcome.Pass,
            Reason = none
                ? $"none of {Numbers.Count(requests)} requests carries the {name} that users are split by"
                : $"{Numbers.Count(requests - keyless)} of {Numbers.Count(requests)} requests carry the {name}",
            Value = requests - keyless,
            Requests = window.Canary?.Requests ?? 0,
            StableRequests = window.Stable.Requests,
        };
    }
}
