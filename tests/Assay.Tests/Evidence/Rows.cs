using Assay.Core.Evidence;
using Assay.Core.Tables;

namespace Assay.Tests.Evidence;

/// <summary>Small validation rows and predictions for tests.</summary>
internal static class Rows
{
    internal static ValidationRows Of(string[] labels, string[]? ids = null) =>
        new()
        {
            Path = "data/holdout.csv",
            Target = "churn",
            Id = ids is null ? null : "customer_id",
            Ids = ids,
            Labels = labels,
            Features = new Table([], labels.Length),
        };

    internal static Predictions Predicted(string[]? ids, params TableColumn[] columns) =>
        new("out/predictions.csv", ids, new Table([.. columns], columns[0].Count));

    internal static NumberColumn Numbers(string name, params double[] values) => new(name, values);

    internal static TextColumn Texts(string name, params string?[] values) => new(name, values);
}
