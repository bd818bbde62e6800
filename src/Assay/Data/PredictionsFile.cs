using Assay.Core.Evidence;
using Assay.Core.Names;
using Assay.Core.Tables;
using Assay.Toolkit;

namespace Assay.Data;

/// <summary>Reads predictions that a training or a predict command wrote; <c>docs/predictions.md</c> says in which forms.</summary>
internal static class PredictionsFile
{
    private const string UsualId = "id";

    /// <summary>Reads ids, if there are any, and all other columns.</summary>
    /// <param name="file">The file.</param>
    /// <param name="id">Name of the id column in the validation data, or null; a column <c>id</c> is taken where that one is missing.</param>
    /// <exception cref="InputError">when the file is missing, empty, not readable, or lacks an id in some row.</exception>
    internal static Predictions Read(DataFile file, string? id = null)
    {
        var table = TableFile.Read(file, id, UsualId);
        if (table.Count == 0)
        {
            throw file.Refused("the file holds no predictions; expected a row for each row of the validation data");
        }

        var ids = (table.Find(id ?? UsualId) ?? table.Find(UsualId)) as TextColumn;
        var gap = ids is null ? -1 : Array.IndexOf(ids.Values, null);
        return gap >= 0
            ? throw file.Refused(
                $"row {gap + 1:N0} has no id in column {Quoted.Value(ids!.Name)}; each prediction names its row"
            )
            : new Predictions(file.Shown, ids?.Values.OfType<string>().ToArray(), table.Without(ids?.Name));
    }
}
