using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Statistics;

namespace Assay.Tests.Drift;

/// <summary>Rows drawn from known distributions, profiled.</summary>
internal static class Population
{
    public const string Model = "churn";

    /// <summary>A normal number with that mean, in as many rows.</summary>
    public static NumberProfile Normal(string name, int rows, ulong seed, double mean = 0, double missing = 0)
    {
        var column = new NumberProfile(name, seed);
        var generator = new Pcg32(seed);
        for (var i = 0; i < rows; i++)
        {
            var isMissing = generator.NextDouble() < missing;
            column.Add(isMissing ? double.NaN : mean + Draw(generator));
        }

        return column;
    }

    /// <summary>Categories with those shares, named a, b, c, …</summary>
    public static CategoryProfile Categories(string name, int rows, ulong seed, params double[] shares)
    {
        var column = new CategoryProfile(name);
        var generator = new Pcg32(seed);
        for (var i = 0; i < rows; i++)
        {
            var point = generator.NextDouble();
            var category = 0;
            while (category < shares.Length - 1 && point >= shares[category])
            {
                point -= shares[category++];
            }

            column.Add(((char)('a' + category)).ToString());
        }

        return column;
    }

    public static Profile Of(params ColumnProfile[] columns) => WithPredictions(columns);

    public static Profile WithPredictions(ColumnProfile[] columns, params ColumnProfile[] predictions)
    {
        var profile = new Profile(Model, null, [.. columns], [.. predictions]);
        profile.AddRows(columns.Concat(predictions).Select(c => c.Rows).DefaultIfEmpty(0).Max());
        return profile;
    }

    public static ImmutableArray<double> Numbers(int rows, ulong seed)
    {
        var generator = new Pcg32(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Draw(generator))];
    }

    // Box and Muller (1958).
    private static double Draw(Pcg32 generator) =>
        Math.Sqrt(-2 * Math.Log(1 - generator.NextDouble())) * Math.Cos(2 * Math.PI * generator.NextDouble());
}
