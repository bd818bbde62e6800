namespace Assay.Serving.Models;

/// <summary>What the model answered to the rows of one request; used again by the next.</summary>
internal sealed class Answers
{
    private double[] _scores = [];

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>Scores a row; 0 when the model gives labels alone.</summary>
    public int Width { get; private set; }

    /// <summary>Whether the scores are 32-bit, which have a shorter spelling.</summary>
    public bool IsSingle { get; private set; }

    /// <summary>Labels, when the model gives them alone.</summary>
    public string[] Labels { get; private set; } = [];

    /// <summary>The scores of all rows, row by row.</summary>
    public Span<double> Scores => _scores.AsSpan(0, Count * Width);

    public ReadOnlySpan<double> Row(int row) => _scores.AsSpan(row * Width, Width);

    /// <summary>Makes room for scores, which the caller fills.</summary>
    public void BeginScores(int count, int width, bool isSingle)
    {
        (Count, Width, IsSingle, Labels) = (count, width, isSingle, []);
        if (_scores.Length < count * width)
        {
            _scores = new double[count * width];
        }
    }

    public void SetLabels(string[] labels) => (Count, Width, Labels) = (labels.Length, 0, labels);
}
