namespace Assay.Core.Metrics;

/// <summary>The bin of each row, for rows that count as often as their weight says.</summary>
/// <param name="weights">n weights.</param>
internal delegate int[] BinOfRows(ReadOnlySpan<double> weights);

/// <summary>Ways to cut probabilities into bins.</summary>
internal static class CalibrationBins
{
    /// <summary>Bins of equal width; a probability on an edge k / M belongs to the lower bin.</summary>
    public static BinOfRows Uniform(double[] probabilities, int bins)
    {
        var binOfRow = new int[probabilities.Length];
        for (var row = 0; row < binOfRow.Length; row++)
        {
            var p = probabilities[row];
            var bin = Math.Clamp((int)(p * bins), 0, bins - 1);

            // The product may be rounded across an edge: the quotient k / M decides.
            while (bin > 0 && p <= (double)bin / bins)
            {
                bin--;
            }

            while (bin < bins - 1 && p > (double)(bin + 1) / bins)
            {
                bin++;
            }

            binOfRow[row] = bin;
        }

        return _ => binOfRow;
    }

    /// <summary>Bins of equal mass: rows in stable order of probability, bin ⌊rank · M / n⌋; a row is never split.</summary>
    public static BinOfRows EqualMass(double[] probabilities, int bins)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Length).OrderBy(row => probabilities[row])];
        var binOfRow = new int[probabilities.Length];
        return weights =>
        {
            double total = 0;
            foreach (var weight in weights)
            {
                total += weight;
            }

            double before = 0;
            foreach (var row in order)
            {
                binOfRow[row] = Math.Min((int)(before * bins / total), bins - 1);
                before += weights[row];
            }

            return binOfRow;
        };
    }
}
