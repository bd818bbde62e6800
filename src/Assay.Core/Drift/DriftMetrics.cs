using System.Collections.Immutable;

namespace Assay.Core.Drift;

/// <summary>What conditions on drift may name; NaN is undefined.</summary>
public static class DriftMetrics
{
    /// <summary>The share of inputs that drifted, of those that could be compared.</summary>
    public const string DriftedShare = "drifted_share";

    /// <summary>Inputs that drifted.</summary>
    public const string DriftedColumns = "drifted_columns";

    /// <summary>The greatest population stability index of an input.</summary>
    public const string ColumnDrift = "column_drift";

    /// <summary>The greatest population stability index of the answers.</summary>
    public const string PredictionDrift = "prediction_drift";

    /// <summary>The greatest change of an input's share of missing values, either way.</summary>
    public const string MissingChange = "missing_change";

    /// <summary>The greatest share of rows with a category that the reference does not have.</summary>
    public const string UnseenShare = "unseen_share";

    /// <summary>Inputs of the reference that the current data do not have.</summary>
    public const string AbsentColumns = "absent_columns";

    /// <summary>Inputs that the reference does not have.</summary>
    public const string NewColumns = "new_columns";

    /// <summary>All of them, the usual ones first.</summary>
    public static ImmutableArray<string> Names { get; } =
    [DriftedShare, DriftedColumns, ColumnDrift, PredictionDrift, MissingChange, UnseenShare, AbsentColumns, NewColumns];

    /// <summary>Titles by name, as reports write them.</summary>
    public static ImmutableDictionary<string, string> Titles { get; } =
        ImmutableDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create(DriftedShare, "drifted share"),
                KeyValuePair.Create(DriftedColumns, "drifted columns"),
                KeyValuePair.Create(ColumnDrift, "greatest PSI of a column"),
                KeyValuePair.Create(PredictionDrift, "PSI of the predictions"),
                KeyValuePair.Create(MissingChange, "greatest change of missing values"),
                KeyValuePair.Create(UnseenShare, "greatest share of unseen categories"),
                KeyValuePair.Create(AbsentColumns, "absent columns"),
                KeyValuePair.Create(NewColumns, "new columns"),
            ]
        );

    internal static ImmutableSortedDictionary<string, double> Of(
        ImmutableArray<ColumnDrift> columns,
        ImmutableArray<ColumnDrift> predictions
    )
    {
        var drifted = columns.Count(c => c.State == ColumnState.Drifted);
        var compared = drifted + columns.Count(c => c.State == ColumnState.Stable);
        return ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create(DriftedShare, (double)drifted / compared),
                KeyValuePair.Create(DriftedColumns, (double)drifted),
                KeyValuePair.Create(ColumnDrift, Greatest(columns, c => c.Values?.StabilityIndex)),
                KeyValuePair.Create(PredictionDrift, Greatest(predictions, c => c.Values?.StabilityIndex)),
                KeyValuePair.Create(
                    MissingChange,
                    Greatest(
                        columns,
                        c => c.Reference is null || c.Current is null ? null : Math.Abs(c.Missing?.Change ?? 0)
                    )
                ),
                KeyValuePair.Create(UnseenShare, Greatest(columns, c => c.Values?.Unseen?.Share)),
                KeyValuePair.Create(AbsentColumns, (double)columns.Count(c => c.State == ColumnState.Absent)),
                KeyValuePair.Create(NewColumns, (double)columns.Count(c => c.State == ColumnState.New)),
            ]
        );
    }

    private static double Greatest(ImmutableArray<ColumnDrift> columns, Func<ColumnDrift, double?> figure) =>
        columns.Where(c => c.State is not ColumnState.Thin).Select(figure).Max() ?? double.NaN;
}
