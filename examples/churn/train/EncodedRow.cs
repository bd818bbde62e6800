using Microsoft.ML;
using Microsoft.ML.Data;

namespace ChurnTraining;

/// <summary>A row as ML.NET's trainers take it.</summary>
internal sealed class EncodedRow
{
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    internal static IDataView View(MLContext context, float[][] rows, bool[]? labels = null)
    {
        var schema = SchemaDefinition.Create(typeof(EncodedRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        return context.Data.LoadFromEnumerable(
            rows.Select((row, i) => new EncodedRow { Features = row, Label = labels?[i] ?? false }),
            schema
        );
    }

    /// <summary>The column of probabilities that a transformer adds.</summary>
    internal static double[] Probabilities(IDataView scored) =>
        [.. scored.GetColumn<float>("Probability").Select(p => (double)p)];
}
