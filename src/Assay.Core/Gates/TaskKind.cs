namespace Assay.Core.Gates;

/// <summary>What a model predicts.</summary>
public enum TaskKind
{
    /// <summary>One of two classes, by the probability of the positive one.</summary>
    Binary,

    /// <summary>One of several classes, by a probability each.</summary>
    Multiclass,

    /// <summary>A number.</summary>
    Regression,

    /// <summary>An order of items within a query.</summary>
    Ranking,
}
