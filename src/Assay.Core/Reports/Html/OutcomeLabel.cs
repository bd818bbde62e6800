using Assay.Core.Gates;
using Assay.Core.Names;

namespace Assay.Core.Reports.Html;

/// <summary>An outcome with its sign, its word and its colour, so that none of the three is needed alone.</summary>
internal static class OutcomeLabel
{
    /// <summary>The class that colours an outcome.</summary>
    public static string Class(Outcome outcome) => KebabCase.Of(outcome);

    /// <summary>A rule's outcome: <c>✓ holds</c>, <c>✗ fails</c>, <c>not applicable</c>.</summary>
    public static string Of(RuleResult rule) =>
        rule.Outcome is not { } outcome
            ? "<span class=\"label idle\">not applicable</span>"
            : Label(
                rule.Blocking || outcome == Outcome.Pass ? Class(outcome) : "warns",
                Sign(outcome),
                Word(rule, outcome)
            );

    /// <summary>A slice that is proven to be worse.</summary>
    public static string Harmed { get; } = Label("fail", "✗", "harmed");

    /// <summary>A whole report's sign and word.</summary>
    public static string Of(Outcome outcome) =>
        $"<span aria-hidden=\"true\">{Sign(outcome)}</span> <span class=\"word\">{OutcomeWords.Of(outcome)}</span>";

    /// <summary>A sign and a word in the colour of a class.</summary>
    public static string Label(string kind, string sign, string word) =>
        $"<span class=\"label {kind}\"><span aria-hidden=\"true\">{sign}</span> {word}</span>";

    private static string Word(RuleResult rule, Outcome outcome) =>
        outcome switch
        {
            Outcome.Pass => "holds",
            Outcome.Fail => rule.Blocking ? "fails" : "warns",
            Outcome.Inconclusive => "can't be told",
            _ => OutcomeWords.Of(outcome),
        };

    private static string Sign(Outcome outcome) =>
        outcome switch
        {
            Outcome.Pass => "✓",
            Outcome.Fail => "✗",
            Outcome.Inconclusive => "≈",
            Outcome.NoData => "∅",
            _ => "!",
        };
}
