using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Tables;

namespace Assay.Core.Evidence;

/// <summary>The columns of a predictions table that hold the scores, one a class for multiclass, else one.</summary>
/// <param name="Scores">The columns in the order of the classes; null for a class that the model does not know.</param>
/// <param name="HardLabels">Or the column of predicted labels, when there are no scores.</param>
internal sealed record ScoreColumns(ImmutableArray<TableColumn?> Scores, TableColumn? HardLabels = null)
{
    private static readonly ImmutableArray<string> ScoreNames = ["score", "probability", "y_score", "proba"];
    private static readonly ImmutableArray<string> LabelNames = ["prediction", "label", "predicted", "y_pred", "class"];
    private static readonly ImmutableArray<string> ValueNames = ["prediction", "score", "predicted", "y_pred", "value"];
    private static readonly ImmutableArray<string> ClassPrefixes =
    [
        "score_",
        "p_",
        "prob_",
        "proba_",
        "probability_",
        "",
    ];

    /// <summary>Finds the columns by the names that <c>docs/predictions.md</c> lists.</summary>
    /// <returns>The columns, or the problem.</returns>
    internal static (ScoreColumns? Columns, string? Problem) Find(LabelCoding coding, Predictions predictions) =>
        coding.Task switch
        {
            TaskKind.Binary => Binary(coding.Classes[1], predictions),
            TaskKind.Multiclass => Multiclass(coding.Classes, predictions),
            _ => Regression(predictions),
        };

    /// <summary>Classes that the predictions know, by their score columns or predicted labels; empty when these cannot be told.</summary>
    internal static IEnumerable<string> ClassesIn(Predictions predictions, IReadOnlySet<string> labels)
    {
        if (Prefix(predictions.Columns, labels) is not { } prefix)
        {
            return LabelColumn(predictions.Columns) is { } hard
                ? Enumerable
                    .Range(0, hard.Count)
                    .Select(hard.Text)
                    .OfType<string>()
                    .Select(LabelCoding.Spelling)
                    .Distinct()
                : [];
        }

        return prefix.Length == 0
            ? labels.Where(l => predictions.Columns.Find(l) is not null)
            : predictions
                .Columns.Columns.OfType<NumberColumn>()
                .Where(c => c.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(c => LabelCoding.Spelling(c.Name[prefix.Length..]));
    }

    private static (ScoreColumns?, string?) Binary(string positive, Predictions predictions)
    {
        var table = predictions.Columns;
        var names = ScoreNames.Concat(ClassPrefixes.Select(prefix => prefix + positive));
        if (First(table, names) is { } score)
        {
            return (new ScoreColumns([score]), null);
        }

        if (LabelColumn(table) is { } label)
        {
            return (label is NumberColumn ? new ScoreColumns([label]) : new ScoreColumns([], label), null);
        }

        return OnlyNumber(predictions, $"the probability of {Quoted.Value(positive)}", "score");
    }

    private static (ScoreColumns?, string?) Multiclass(ImmutableArray<string> classes, Predictions predictions)
    {
        var table = predictions.Columns;
        if (Prefix(table, classes.ToHashSet(StringComparer.Ordinal)) is { } prefix)
        {
            var byClass = table
                .Columns.Where(c => c.Name.StartsWith(prefix, StringComparison.Ordinal))
                .GroupBy(c => LabelCoding.Spelling(c.Name[prefix.Length..]), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            return (new ScoreColumns([.. classes.Select(c => byClass.GetValueOrDefault(c))]), null);
        }

        return LabelColumn(table) is { } hard
            ? (new ScoreColumns([], hard), null)
            : (
                null,
                $"{predictions.Source} has no column of scores for any class: it has {Quoted.List(table.Names)}; expected one a class, for example {Quoted.List([.. classes.Select(c => "score_" + c)])}"
            );
    }

    private static (ScoreColumns?, string?) Regression(Predictions predictions) =>
        First(predictions.Columns, ValueNames) is { } value
            ? (new ScoreColumns([value]), null)
            : OnlyNumber(predictions, "the predicted value", "prediction");

    private static (ScoreColumns?, string?) OnlyNumber(Predictions predictions, string meaning, string name)
    {
        var numbers = predictions.Columns.Columns.OfType<NumberColumn>().ToList();
        return numbers.Count == 1
            ? (new ScoreColumns([numbers[0]]), null)
            : (
                null,
                $"{predictions.Source} has {(numbers.Count == 0 ? "no column" : $"{numbers.Count} columns")} of numbers that could be {meaning} (its columns are {Quoted.List(predictions.Columns.Names)}); name that one '{name}'"
            );
    }

    private static TableColumn? LabelColumn(Table table) =>
        First(table, LabelNames) ?? (table.Columns.Length == 1 ? table.Columns[0] : null);

    private static TableColumn? First(Table table, IEnumerable<string> names) =>
        names.Select(table.Find).FirstOrDefault(c => c is not null);

    /// <summary>What stands before the class in the names of score columns: the prefix that fits most labels, or null when none fits.</summary>
    private static string? Prefix(Table table, IReadOnlySet<string> labels)
    {
        var spelled = table.Names.Select(LabelCoding.Spelling).ToHashSet(StringComparer.Ordinal);
        return ClassPrefixes
            .Select(prefix => (prefix, Fits: labels.Count(l => spelled.Contains(prefix + l))))
            .Where(p => p.Fits > 0)
            .OrderByDescending(p => p.Fits)
            .Select(p => p.prefix)
            .FirstOrDefault();
    }
}
