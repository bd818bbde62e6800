namespace Assay.Core.Metrics;

/// <summary>What an aggregate makes of a column's values.</summary>
public enum AggregateFunction
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>How many there are.</summary>
    Count,
}

/// <summary>Rows that an aggregate looks at, by what the model said of them.</summary>
public enum AnswerKind
{
    /// <summary>True positives.</summary>
    Tp,

    /// <summary>False positives.</summary>
    Fp,

    /// <summary>True negatives.</summary>
    Tn,

    /// <summary>False negatives.</summary>
    Fn,
}

/// <summary>
/// A metric of the user's own: <c>sum(amount where tp)</c>. Functions <c>sum</c>, <c>mean</c> and <c>count</c>, a column
/// of the validation data, and, for binary models, the answers it looks at.
/// </summary>
/// <param name="Function">What is made of the values.</param>
/// <param name="Column">Column of the validation data.</param>
/// <param name="Where">The rows it looks at, or null for all.</param>
/// <param name="Text">As the user wrote it.</param>
public sealed record ColumnAggregate(AggregateFunction Function, string Column, AnswerKind? Where, string Text);
