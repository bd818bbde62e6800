using Assay.Core.Gates;
using Assay.Core.Serving;

namespace Assay.Serving.Server;

/// <summary>Which class scores speak for.</summary>
internal sealed class ClassChoice(ServedModel model)
{
    private const double Half = 0.5;
    private readonly int _classes = model.Task is TaskKind.Binary or TaskKind.Multiclass ? model.Classes.Length : 0;
    private readonly int _positive =
        model.Positive is { } positive && model.Classes.Contains(positive) ? model.Classes.IndexOf(positive) : 1;

    /// <summary>The probability of a binary model's positive class: its only score, or that of two.</summary>
    public double PositiveScore(ReadOnlySpan<double> scores) =>
        scores.Length == 1 ? scores[0] : scores[Math.Min(_positive, scores.Length - 1)];

    /// <summary>The class with the greatest score, the first of equals; a binary one is positive from a half on. −1 without names.</summary>
    public int Of(ReadOnlySpan<double> scores)
    {
        if (_classes == 2 && scores.Length is 1 or 2)
        {
            return PositiveScore(scores) >= Half ? _positive : 1 - _positive;
        }

        if (_classes != scores.Length)
        {
            return -1;
        }

        var best = 0;
        for (var k = 1; k < scores.Length; k++)
        {
            best = scores[k] > scores[best] ? k : best;
        }

        return best;
    }
}
