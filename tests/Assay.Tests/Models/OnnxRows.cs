using Assay.Core.Evidence;
using Assay.Core.Tables;

namespace Assay.Tests.Models;

/// <summary>Validation rows with the given features, and labels when they matter.</summary>
internal static class OnnxRows
{
    internal static ValidationRows Of(TableColumn[] columns, params string[] labels) =>
        new()
        {
            Path = "data/holdout.csv",
            Target = "y",
            Labels = labels.Length > 0 ? labels : [.. Enumerable.Repeat("0", columns[0].Count)],
            Features = new Table([.. columns], columns[0].Count),
        };
}
