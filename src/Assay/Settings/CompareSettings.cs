using Assay.Core.Gates;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>The comparison of the primary metric.</summary>
internal sealed record CompareSettings : SettingsSection
{
    [Key("What is asked.", Example = "non-inferior")]
    public ComparisonKind Kind { get; init; } = ComparisonKind.NonInferior;

    [Key("Largest difference that does not matter, in the metric's own units.", Example = "0.01"), Range(0)]
    public double Margin { get; init; }

    [Key("One-sided confidence of the bound that decides.", Example = "0.95"), Range(0.5, 1, Open = true)]
    public double Confidence { get; init; } = 0.95;

    [Key("How the interval of the difference is made.", Example = "auto")]
    public ComparisonTest Test { get; init; } = ComparisonTest.Auto;

    public override IEnumerable<Problem> Check(string path) =>
        Kind == ComparisonKind.Equivalent && Margin == 0 && !Source.HasFailed(nameof(Margin))
            ?
            [
                ProblemAt(
                    nameof(Margin),
                    $"{path} asks for equivalence within a margin of 0, which nothing can prove; set margin, for example margin: 0.01"
                ),
            ]
            : [];

    public ComparisonRule ToRule() => new(Kind, Margin, Confidence, Test);
}
