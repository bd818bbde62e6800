namespace Assay.Core.Statistics;

/// <summary>
/// P(Dₙ &lt; d) of the Kolmogorov-Smirnov statistic, exact, as an entry of a power of Durbin's matrix (Marsaglia, Tsang and Wang
/// 2003, "Evaluating Kolmogorov's Distribution"). For small n: the matrix has about 2 · n · d rows.
/// </summary>
internal static class DurbinMatrix
{
    private const int Shift = 128;

    public static double Of(int rows, double d)
    {
        var k = (int)Math.Ceiling(rows * d);
        var size = (2 * k) - 1;
        var (power, exponent) = Power(Matrix(size, k - (rows * d)), size, rows, k - 1);
        var value = power[(k - 1) * size + k - 1];
        for (var i = 1; i <= rows; i++)
        {
            value = value * i / rows;
            if (value < Math.ScaleB(1, -Shift))
            {
                value = Math.ScaleB(value, Shift);
                exponent -= Shift;
            }
        }

        return Math.ScaleB(value, exponent);
    }

    private static double[] Matrix(int size, double h)
    {
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                matrix[(i * size) + j] = i - j + 1 >= 0 ? 1 : 0;
            }
        }

        for (var i = 0; i < size; i++)
        {
            matrix[i * size] -= Math.Pow(h, i + 1);
            matrix[((size - 1) * size) + i] -= Math.Pow(h, size - i);
        }

        matrix[(size - 1) * size] += (2 * h) - 1 > 0 ? Math.Pow((2 * h) - 1, size) : 0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var g = 1; g <= i - j + 1; g++)
                {
                    matrix[(i * size) + j] /= g;
                }
            }
        }

        return matrix;
    }

    // Squared and multiplied; entries are scaled by powers of 2 that are kept apart.
    private static (double[] Matrix, int Exponent) Power(double[] matrix, int size, int power, int middle)
    {
        if (power == 1)
        {
            return (matrix, 0);
        }

        var (half, exponent) = Power(matrix, size, power / 2, middle);
        var result = Product(half, half, size);
        exponent *= 2;
        if (power % 2 == 1)
        {
            result = Product(matrix, result, size);
        }

        if (result[(middle * size) + middle] > Math.ScaleB(1, Shift))
        {
            result = Array.ConvertAll(result, v => Math.ScaleB(v, -Shift));
            exponent += Shift;
        }

        return (result, exponent);
    }

    private static double[] Product(double[] a, double[] b, int size)
    {
        var product = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < size; k++)
            {
                var factor = a[(i * size) + k];
                for (var j = 0; j < size; j++)
                {
                    product[(i * size) + j] += factor * b[(k * size) + j];
                }
            }
        }

        return product;
    }
}
