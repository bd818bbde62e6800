using System.Collections.Immutable;
using Assay.Core.Serving;
using Assay.Serving.Rows;

namespace Assay.Serving.Inference;

/// <summary>Which columns the tensors of a request bring.</summary>
internal sealed class TensorPlan(ServedModel model, RowPlan rows)
{
    private readonly ImmutableArray<int> _all = [.. Enumerable.Range(0, rows.Rules.Length)];

    private readonly ImmutableArray<string> _names = [.. rows.Rules.Select(r => r.Name)];

    public RowPlan Rows => rows;

    /// <summary>
    /// The columns of a tensor: that of its name, or those of the model's input of its name. The only tensor of a request may
    /// be called as it likes and brings all columns side by side, if it has as many.
    /// </summary>
    /// <returns>Empty when there are none such.</returns>
    public ImmutableArray<int> ColumnsOf(string name, int width, bool isOnly)
    {
        var column = _names.IndexOf(name);
        if (column >= 0 && width == 1)
        {
            return [column];
        }

        var input = model.Inputs.FirstOrDefault(i => i.Name == name);
        return input is not null && input.Columns.Length == width ? input.Columns
            : isOnly && width == _all.Length ? _all
            : [];
    }
}
