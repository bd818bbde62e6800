using Assay.Core.Gates;

namespace Assay.Core.Reports.Charts;

/// <summary>Both sides of a comparison with the names that charts give them.</summary>
/// <param name="Challenger">The candidate on the validation rows.</param>
/// <param name="Champion">The champion on the same rows, or null.</param>
/// <param name="ChampionName">The champion as people know it.</param>
internal sealed record ComparedScores(LabelledScores Challenger, LabelledScores? Champion, string ChampionName)
{
    /// <summary>What reports call the candidate.</summary>
    public const string ChallengerName = "this change";

    /// <summary>Champion first, so that the challenger is drawn over it.</summary>
    public IEnumerable<(ChartSide Side, string Name, LabelledScores Scores)> Sides
    {
        get
        {
            if (Champion is not null)
            {
                yield return (ChartSide.Champion, ChampionName, Champion);
            }

            yield return (ChartSide.Challenger, ChallengerName, Challenger);
        }
    }

    /// <summary>Why no chart can be drawn of these rows, or null.</summary>
    public string? Problem =>
        Challenger.Count == 0 ? "There are no rows."
        : !Challenger.Labels.All(double.IsFinite) ? "Some labels are not numbers."
        : Sides.Any(side => !side.Scores.Scores.All(double.IsFinite)) ? "Some scores are not numbers."
        : null;

    /// <summary>Why no chart can be drawn that needs rows of both classes, or null.</summary>
    public string? ProblemOfClasses
    {
        get
        {
            var positives = Challenger.Labels.Count(label => label == 1);
            return Problem
                ?? (
                    positives > 0 && positives < Challenger.Count
                        ? null
                        : "All rows are of one class: a curve needs rows of both."
                );
        }
    }
}
