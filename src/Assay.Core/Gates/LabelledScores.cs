using System.Collections.Immutable;

namespace Assay.Core.Gates;

/// <summary>
/// One model's scores beside the true labels, row by row. Binary: <see cref="Labels"/> are 0 or 1 and
/// <see cref="Scores"/> is the positive class's probability, n × 1. Multiclass: labels are indexes into
/// <see cref="Classes"/> and scores are n × k probabilities, row-major. Regression: labels are the true values and
/// scores the predicted ones, n × 1.
/// </summary>
public sealed class LabelledScores
{
    /// <summary>Checks the shapes.</summary>
    /// <exception cref="ArgumentException">when the scores' length is not labels × width.</exception>
    public LabelledScores(TaskKind task, ImmutableArray<string> classes, double[] labels, double[] scores)
    {
        Width = task == TaskKind.Multiclass ? classes.Length : 1;
        if (scores.Length != labels.Length * Width)
        {
            throw new ArgumentException(
                $"{labels.Length} labels × {Width} scores a row need {labels.Length * Width} scores, not {scores.Length}",
                nameof(scores)
            );
        }

        Task = task;
        Classes = classes;
        Labels = labels;
        Scores = scores;
    }

    /// <summary>What is predicted.</summary>
    public TaskKind Task { get; }

    /// <summary>Class names in index order: [negative, positive] for binary; empty for regression.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>n true labels or values.</summary>
    public double[] Labels { get; }

    /// <summary>n × <see cref="Width"/> scores, row-major.</summary>
    public double[] Scores { get; }

    /// <summary>Scores a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Count => Labels.Length;

    /// <summary>The rows at <paramref name="indices"/>, in that order, repeats allowed.</summary>
    public LabelledScores Take(ReadOnlySpan<int> indices)
    {
        var labels = new double[indices.Length];
        var scores = new double[indices.Length * Width];
        for (var i = 0; i < indices.Length; i++)
        {
            labels[i] = Labels[indices[i]];
            Scores.AsSpan(indices[i] * Width, Width).CopyTo(scores.AsSpan(i * Width, Width));
        }

        return new LabelledScores(Task, Classes, labels, scores);
    }
}
