namespace Assay.Core.Metrics;

/// <summary>What makes a score a probability.</summary>
internal static class Probability
{
    /// <summary>What a metric of probabilities needs.</summary>
    public const string Needs = "scores that are probabilities, from 0 to 1";

    /// <summary>Whether all of <paramref name="scores"/> lie within 0 and 1.</summary>
    public static bool AreAll(ReadOnlySpan<double> scores)
    {
        foreach (var score in scores)
        {
            if (!(score is >= 0 and <= 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Index of the greatest; the first of equals.</summary>
    public static int Greatest(ReadOnlySpan<double> scores)
    {
        var greatest = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[greatest])
            {
                greatest = i;
            }
        }

        return greatest;
    }
}
