namespace Assay.Core.Metrics;

/// <summary>
/// Weights of rows by true and predicted class. Precision, recall and F of a class count a zero denominator as 0, as
/// averages over classes do (scikit-learn's <c>zero_division=0</c>).
/// </summary>
/// <param name="classes">k classes.</param>
/// <param name="cells">k × k weights, a row for each true class.</param>
public sealed class ConfusionMatrix(int classes, double[] cells)
{
    /// <summary>Number of classes.</summary>
    public int Classes { get; } = classes;

    /// <summary>Weight of all rows.</summary>
    public double Total => cells.Sum();

    /// <summary>Weight of the rows whose prediction is right.</summary>
    public double Correct => Enumerable.Range(0, Classes).Sum(c => this[c, c]);

    /// <summary>The share of right predictions.</summary>
    public double Accuracy => Correct / Total;

    /// <summary>Weight of rows of class <paramref name="truth"/> predicted to be <paramref name="predicted"/>.</summary>
    public double this[int truth, int predicted] => cells[(truth * Classes) + predicted];

    /// <summary>Weight of the rows whose true class is <paramref name="c"/>.</summary>
    public double Support(int c)
    {
        double sum = 0;
        for (var predicted = 0; predicted < Classes; predicted++)
        {
            sum += this[c, predicted];
        }

        return sum;
    }

    /// <summary>Weight of the rows predicted to be <paramref name="c"/>.</summary>
    public double Predicted(int c)
    {
        double sum = 0;
        for (var truth = 0; truth < Classes; truth++)
        {
            sum += this[truth, c];
        }

        return sum;
    }

    /// <summary>The share of right ones among those predicted to be <paramref name="c"/>.</summary>
    public double Precision(int c) => OrZero(this[c, c], Predicted(c));

    /// <summary>The share of those of class <paramref name="c"/> that are found.</summary>
    public double Recall(int c) => OrZero(this[c, c], Support(c));

    /// <summary>The weighted harmonic mean of precision and recall: F₁, or F of <paramref name="beta"/>.</summary>
    public double F(int c, double beta = 1)
    {
        var squared = beta * beta;
        return OrZero((1 + squared) * this[c, c], (squared * Support(c)) + Predicted(c));
    }

    /// <summary>The mean of <paramref name="score"/> over the classes that occur, in truth or among predictions.</summary>
    public double Macro(Func<int, double> score)
    {
        double sum = 0;
        var occurring = 0;
        for (var c = 0; c < Classes; c++)
        {
            if (Support(c) > 0 || Predicted(c) > 0)
            {
                sum += score(c);
                occurring++;
            }
        }

        return sum / occurring;
    }

    /// <summary>The mean of <paramref name="score"/> over classes, weighted by support.</summary>
    public double Weighted(Func<int, double> score)
    {
        double sum = 0;
        for (var c = 0; c < Classes; c++)
        {
            sum += Support(c) * score(c);
        }

        return sum / Total;
    }

    private static double OrZero(double numerator, double denominator) =>
        denominator == 0 ? 0 : numerator / denominator;
}
