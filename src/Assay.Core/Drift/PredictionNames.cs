namespace Assay.Core.Drift;

/// <summary>What answers are called in a profile: as in a predictions file.</summary>
public static class PredictionNames
{
    /// <summary>A binary model's probability of the positive class.</summary>
    public const string Score = "score";

    /// <summary>The class.</summary>
    public const string Label = "label";

    /// <summary>A regression's value.</summary>
    public const string Prediction = "prediction";

    /// <summary>A multiclass model's probability of one class.</summary>
    public static string ScoreOf(string name) => "score_" + name;
}
