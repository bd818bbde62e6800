namespace Assay.Serving.Models;

/// <summary>What the model answered to the rows of one request; used again by the next.</summary>
internal sealed class Answers
{
    private const int KeptScores = 1 << 17;
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
    public ReadOnlySpan<double> Scores => _scores.AsSpan(0, Count * Width);

    public ReadOnlySpan<double> Row(int row) => _scores.AsSpan(row * Width, Width);

    /// <summary>Begins the answer to as many rows; a large one's room is given up.</summary>
    public void Begin(int count)
    {
        (Count, Width, Labels) = (count, 0, []);
        if (_scores.Length > KeptScores)
        {
            _scores = [];
        }
    }

    /// <summary>Room for the scores of some rows, which the caller fills.</summary>
    /// <exception cref="ModelError">when rows of one request have more scores than others.</exception>
    public Span<double> Room(int row, int rows, int width, bool isSingle)
    {
        if (row > 0 && width != Width)
        {
            throw new ModelError($"the model gave {width} scores for a row, and {Width} for another");
        }

        (Width, IsSingle) = (width, isSingle);
        if (_scores.Length < Count * width)
        {
            _scores = new double[Count * width];
        }

        return _scores.AsSpan(row * width, rows * width);
    }

    /// <summary>Takes labels for rows from <paramref name="row"/>.</summary>
    public void Label(int row, ReadOnlySpan<string> labels)
    {
        if (Labels.Length != Count)
        {
            Labels = new string[Count];
        }

        labels.CopyTo(Labels.AsSpan(row));
    }
}
