using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Core.Drift;

/// <summary>
/// What is kept of a table, or of what a model server was asked and answered: a profile a column and no row. Profiles of the
/// same columns add up. Not safe for use by several threads at once.
/// </summary>
public sealed class Profile
{
    /// <summary>The name of the document.</summary>
    public const string FileName = "profile.json";

    /// <summary>The path of the artifact that is the profile of a run's reference, where no file of the user's is.</summary>
    public const string ArtifactPath = ".assay/" + FileName;

    /// <summary>A profile of no row.</summary>
    /// <param name="model">The model's name in assay.yml.</param>
    /// <param name="modelDigest">The model that the rows went to or trained, if known.</param>
    /// <param name="columns">The inputs.</param>
    /// <param name="predictions">The answers: scores as numbers, the class as a category.</param>
    /// <exception cref="ArgumentException">when two columns of a section have one name.</exception>
    public Profile(
        string model,
        Sha256Digest? modelDigest,
        ImmutableArray<ColumnProfile> columns,
        ImmutableArray<ColumnProfile> predictions
    )
    {
        (Model, ModelDigest, Columns, Predictions) = (model, modelDigest, columns, predictions);
        foreach (var section in new[] { columns, predictions })
        {
            var twice = section.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any());
            if (twice is not null)
            {
                throw new ArgumentException($"column '{twice.Key}' stands there twice", nameof(columns));
            }
        }
    }

    /// <summary>The model's name in assay.yml.</summary>
    public string Model { get; }

    /// <summary>The model that the rows went to or trained, if known.</summary>
    public Sha256Digest? ModelDigest { get; }

    /// <summary>Rows that were added.</summary>
    public long Rows { get; private set; }

    /// <summary>When the first row may have come, if known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the last row may have come, if known.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The inputs.</summary>
    public ImmutableArray<ColumnProfile> Columns { get; }

    /// <summary>The answers.</summary>
    public ImmutableArray<ColumnProfile> Predictions { get; }

    /// <summary>Counts rows; their values are added to the columns one by one.</summary>
    public void AddRows(long rows) => Rows = checked(Rows + rows);

    /// <summary>A profile of no row that has the same columns.</summary>
    /// <param name="since">When its first row may come.</param>
    public Profile ToEmpty(DateTimeOffset? since = null) =>
        new(Model, ModelDigest, [.. Columns.Select(c => c.ToEmpty())], [.. Predictions.Select(c => c.ToEmpty())])
        {
            Since = since,
        };

    /// <summary>All rows of both; a column that only one of them has is kept.</summary>
    /// <exception cref="ArgumentException">when they are of different models, or a column is of another kind in one.</exception>
    public Profile Plus(Profile other)
    {
        if (Model != other.Model || ModelDigest != other.ModelDigest)
        {
            throw new ArgumentException(
                $"a profile of model '{other.Model}' ({other.ModelDigest?.ToString() ?? "no digest"}) does not add to one of '{Model}' ({ModelDigest?.ToString() ?? "no digest"})",
                nameof(other)
            );
        }

        var sum = new Profile(Model, ModelDigest, Sum(Columns, other.Columns), Sum(Predictions, other.Predictions))
        {
            Since = Earlier(Since, other.Since),
            Until = Later(Until, other.Until),
        };
        sum.AddRows(Rows);
        sum.AddRows(other.Rows);
        return sum;
    }

    private static ImmutableArray<ColumnProfile> Sum(
        ImmutableArray<ColumnProfile> first,
        ImmutableArray<ColumnProfile> second
    )
    {
        var sums = ImmutableArray.CreateBuilder<ColumnProfile>(Math.Max(first.Length, second.Length));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in first.Concat(second))
        {
            if (!places.TryGetValue(column.Name, out var place))
            {
                places[column.Name] = place = sums.Count;
                sums.Add(column.ToEmpty());
            }

            sums[place].Add(column);
        }

        return sums.ToImmutable();
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a < b ? a : b ?? a;

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a > b ? a : b ?? a;
}
