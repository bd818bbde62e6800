using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Tables;

namespace Assay.Models;

/// <summary>Gives the scores of a model the column names that a predictions file would have.</summary>
internal static class ScoreNames
{
    /// <summary>The columns, and a note when classes had to be inferred.</summary>
    /// <exception cref="Toolkit.InputError">when the scores do not fit the task.</exception>
    internal static (ImmutableArray<TableColumn> Columns, string? Note) Of(
        string shown,
        TaskKind task,
        ScoreRows scores,
        ImmutableArray<string> classes,
        ValidationRows rows
    )
    {
        if (scores.Labels.Length > 0)
        {
            return ([new TextColumn("label", scores.Labels)], null);
        }

        if (task != TaskKind.Multiclass && scores.Width == 1)
        {
            return ([scores.Column(task == TaskKind.Binary ? "score" : "prediction", 0)], null);
        }

        if (task is not (TaskKind.Binary or TaskKind.Multiclass))
        {
            throw Unfit(shown, scores, "a regression has one");
        }

        var named = scores.Keys.IsEmpty ? classes : scores.Keys;
        if (!named.IsEmpty)
        {
            return named.Length == scores.Width
                ? ([.. named.Select((c, k) => scores.Column("score_" + c, k))], null)
                : throw Unfit(shown, scores, $"its metadata '{ModelSignature.ClassesKey}' names {Quoted.List(named)}");
        }

        if (task == TaskKind.Binary)
        {
            return scores.Width == 2
                ? ([scores.Column("score", 1)], null)
                : throw Unfit(shown, scores, "a binary task has one, or one for each of two classes");
        }

        var inferred = Inferred(rows, scores.Width);
        return inferred.IsEmpty
            ? throw Unfit(
                shown,
                scores,
                $"the labels do not say which classes these are: name them in the model's metadata '{ModelSignature.ClassesKey}'"
            )
            : (
                [.. inferred.Select((c, k) => scores.Column("score_" + c, k))],
                $"the scores of {shown} are taken for the classes in order, since the model does not name them"
            );
    }

    /// <summary>The distinct labels in the order of training libraries: by number when all are numbers, else ordinal; or 0 … K − 1.</summary>
    private static ImmutableArray<string> Inferred(ValidationRows rows, int width)
    {
        var labels = rows.Labels.Distinct(StringComparer.Ordinal).ToList();
        var numbers = labels.ConvertAll(l =>
            double.TryParse(l, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : double.NaN
        );
        if (numbers.Exists(double.IsNaN))
        {
            return labels.Count == width ? [.. labels.Order(StringComparer.Ordinal)] : [];
        }

        if (labels.Count == width)
        {
            return [.. labels.Zip(numbers).OrderBy(p => p.Second).Select(p => p.First)];
        }

        return numbers.TrueForAll(n => n >= 0 && n < width && n == Math.Floor(n))
            ? [.. Enumerable.Range(0, width).Select(k => k.ToString(CultureInfo.InvariantCulture))]
            : [];
    }

    private static Toolkit.InputError Unfit(string shown, ScoreRows scores, string expectation) =>
        OnnxFile.Refused(shown, $"the model gives {scores.Width} scores a row; {expectation}");
}
