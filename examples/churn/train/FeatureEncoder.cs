using System.Globalization;

namespace ChurnTraining;

/// <summary>A column of numbers.</summary>
/// <param name="Name">The column.</param>
/// <param name="Mean">Mean of the training rows, put in where a value is missing.</param>
/// <param name="Deviation">Standard deviation of the training rows, at least a little.</param>
internal sealed record NumericFeature(string Name, float Mean, float Deviation);

/// <summary>A column of categories, encoded as one number each, all zero for others.</summary>
/// <param name="Name">The column.</param>
/// <param name="Categories">The values of the training rows, in order.</param>
internal sealed record CategoricalFeature(string Name, string[] Categories);

/// <summary>Turns rows into vectors of numbers: first the numeric columns, then the categories.</summary>
internal sealed record FeatureEncoder(NumericFeature[] Numeric, CategoricalFeature[] Categorical)
{
    /// <summary>Numbers a row.</summary>
    internal int Width => Numeric.Length + Categorical.Sum(c => c.Categories.Length);

    /// <summary>Learns from training rows which columns are numbers, their means, and the categories of the others.</summary>
    internal static FeatureEncoder Fit(Customers customers, string[] features)
    {
        var names =
            features.Length > 0
                ? features
                : [.. customers.Columns.Where(c => c is not (Customers.Id or Customers.Target))];
        var columns = names
            .Select(n => (Name: n, Values: customers.Values(n).Where(v => v.Length > 0).ToList()))
            .ToList();
        return new FeatureEncoder(
            [.. columns.Where(c => IsNumeric(c.Values)).Select(c => Numbers(c.Name, c.Values))],
            [
                .. columns
                    .Where(c => !IsNumeric(c.Values))
                    .Select(c => new CategoricalFeature(
                        c.Name,
                        [.. c.Values.Distinct().Order(StringComparer.Ordinal)]
                    )),
            ]
        );
    }

    /// <summary>A vector a row.</summary>
    internal float[][] Encode(Customers customers)
    {
        var numeric = Numeric.Select(f => (f, customers.Index(f.Name))).ToArray();
        var categorical = Categorical.Select(f => (f, customers.Index(f.Name))).ToArray();
        return
        [
            .. customers.Rows.Select(row =>
                numeric
                    .Select(p => row[p.Item2].Length == 0 ? p.f.Mean : Parse(row[p.Item2]))
                    .Concat(categorical.SelectMany(p => p.f.Categories.Select(c => c == row[p.Item2] ? 1f : 0f)))
                    .ToArray()
            ),
        ];
    }

    internal static float Parse(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static bool IsNumeric(List<string> values) =>
        values.TrueForAll(v => float.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static NumericFeature Numbers(string name, List<string> values)
    {
        var numbers = values.ConvertAll(v => (double)Parse(v));
        var mean = numbers.Average();
        var deviation = Math.Sqrt(numbers.Average(v => (v - mean) * (v - mean)));
        return new NumericFeature(name, (float)mean, (float)Math.Max(deviation, 1e-6));
    }
}
