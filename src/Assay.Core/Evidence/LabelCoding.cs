using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core.Gates;
using Assay.Core.Names;

namespace Assay.Core.Evidence;

/// <summary>Labels as numbers, and the classes that they count.</summary>
/// <param name="Task">What is predicted.</param>
/// <param name="Classes">[negative, positive] for binary, all classes in ordinal order for multiclass, empty for regression.</param>
/// <param name="Labels">Indexes into the classes, or values.</param>
/// <param name="Note">What a reader should know, or null.</param>
public sealed partial record LabelCoding(
    TaskKind Task,
    ImmutableArray<string> Classes,
    double[] Labels,
    string? Note = null
)
{
    /// <summary>Pairs of labels whose positive one needs no telling, lower case: [negative, positive].</summary>
    private static readonly ImmutableArray<(string Negative, string Positive)> KnownPairs =
    [
        ("0", "1"),
        ("false", "true"),
        ("no", "yes"),
        ("f", "t"),
        ("n", "y"),
        ("-1", "1"),
    ];

    /// <summary>Codes the labels for <paramref name="task"/>.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="rows">The labels.</param>
    /// <param name="positive">The positive class of a binary task, or null to find it.</param>
    /// <param name="scored">Classes that the predictions know, which labels need not hold.</param>
    /// <returns>The coding, or the problem.</returns>
    public static (LabelCoding? Coding, string? Problem) Of(
        TaskKind task,
        ValidationRows rows,
        string? positive,
        IEnumerable<string> scored
    ) =>
        task switch
        {
            TaskKind.Binary => Binary(rows, positive),
            TaskKind.Multiclass => Multiclass(rows, scored),
            TaskKind.Regression => Regression(rows),
            _ => (
                null,
                $"task {task.ToString().ToLowerInvariant()} has no gate yet: expected binary, multiclass or regression"
            ),
        };

    /// <summary>A label in the spelling that is compared: <c>1</c> for <c>1.0</c>, as tools write integers that had gaps.</summary>
    internal static string Spelling(string label) => IntegerAsFloat().Replace(label, "$1");

    private static (LabelCoding?, string?) Binary(ValidationRows rows, string? positive)
    {
        var labels = rows.Labels.Select(Spelling).ToList();
        var distinct = labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (distinct.Count == 1)
        {
            return (null, SingleClass(rows, distinct[0]));
        }

        if (distinct.Count > 2)
        {
            return (
                null,
                $"column {Quoted.Value(rows.Target)} of {rows.Path} holds {distinct.Count:N0} different labels ({Quoted.List(distinct)}); a binary task has two: set task to multiclass or regression, or mend the column"
            );
        }

        if (positive is not null && !distinct.Contains(Spelling(positive), StringComparer.Ordinal))
        {
            return (
                null,
                $"the positive class {Quoted.Value(positive)} is not in column {Quoted.Value(rows.Target)} of {rows.Path}, which holds {Quoted.List(distinct)}; set data.positive to one of them"
            );
        }

        var known = KnownPairs.Any(p => IsPair(distinct, p));
        var one = positive is not null
            ? Spelling(positive)
            : distinct.FirstOrDefault(d => KnownPairs.Any(p => IsPair(distinct, p) && Same(d, p.Positive)))
                ?? distinct[1];
        ImmutableArray<string> classes = [distinct.Single(d => d != one), one];
        var note =
            known || positive is not null
                ? null
                : $"{Quoted.Value(one)} is taken for the positive class of {Quoted.Value(rows.Target)}, being the last in order; set data.positive to say otherwise";
        return (new LabelCoding(TaskKind.Binary, classes, Index(labels, classes), note), null);
    }

    private static (LabelCoding?, string?) Multiclass(ValidationRows rows, IEnumerable<string> scored)
    {
        var labels = rows.Labels.Select(Spelling).ToList();
        var distinct = labels.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count == 1)
        {
            return (null, SingleClass(rows, distinct[0]));
        }

        ImmutableArray<string> classes =
        [
            .. distinct.Union(scored, StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return (new LabelCoding(TaskKind.Multiclass, classes, Index(labels, classes)), null);
    }

    private static (LabelCoding?, string?) Regression(ValidationRows rows)
    {
        var values = new double[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            if (
                !double.TryParse(rows.Labels[row], NumberStyles.Float, CultureInfo.InvariantCulture, out values[row])
                || !double.IsFinite(values[row])
            )
            {
                return (
                    null,
                    $"column {Quoted.Value(rows.Target)} of {rows.Path} holds {Quoted.Value(rows.Labels[row])} in row {row + 1:N0}; a regression's target is a finite number in every row"
                );
            }
        }

        return (new LabelCoding(TaskKind.Regression, [], values), null);
    }

    private static string SingleClass(ValidationRows rows, string label) =>
        $"{(rows.Count == 1 ? "the only row" : $"all {rows.Count:N0} rows")} of {rows.Path} {(rows.Count == 1 ? "has" : "have")} {Quoted.Value(rows.Target)} = {Quoted.Value(label)}; no model can be told from another by a single class: hold out rows of every class";

    private static bool IsPair(List<string> distinct, (string Negative, string Positive) pair) =>
        distinct.Any(d => Same(d, pair.Negative)) && distinct.Any(d => Same(d, pair.Positive));

    private static bool Same(string label, string known) =>
        string.Equals(label, known, StringComparison.OrdinalIgnoreCase);

    private static double[] Index(List<string> labels, ImmutableArray<string> classes)
    {
        var indexOf = classes.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => (double)p.i, StringComparer.Ordinal);
        return [.. labels.Select(l => indexOf[l])];
    }

    [GeneratedRegex(@"^(-?\d+)\.0+$", RegexOptions.CultureInvariant)]
    private static partial Regex IntegerAsFloat();
}
