using System.Collections.Immutable;

namespace Assay.Toolkit.Runners;

/// <summary>How a check came out.</summary>
public enum CheckOutcome
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not hold.</summary>
    Failed,

    /// <summary>It could not be decided, or does not apply.</summary>
    Skipped,

    /// <summary>It could not be made.</summary>
    Broken,
}

/// <summary>One check of a report.</summary>
/// <param name="Name">What was checked, as people say it: <c>roc_auc >= 0.8</c>.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Message">One sentence with the number, or null.</param>
/// <param name="Details">Lines of evidence, or null.</param>
public sealed record CheckCase(string Name, CheckOutcome Outcome, string? Message = null, string? Details = null);

/// <summary>The checks of one subject, such as the gate of a model.</summary>
/// <param name="Name">The subject, unique in the job: <c>gate churn</c>.</param>
/// <param name="Cases">Its checks.</param>
/// <param name="Duration">How long they took.</param>
public sealed record CheckReport(string Name, ImmutableArray<CheckCase> Cases, TimeSpan Duration);
