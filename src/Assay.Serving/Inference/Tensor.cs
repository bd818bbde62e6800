using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Serving.Inference;

/// <summary>A tensor of a request; its values are not read yet.</summary>
internal ref struct Tensor
{
    public Tensor() { }

    public string? Name { get; set; }

    public string? Datatype { get; set; }

    /// <summary>Rows, then what is beside them.</summary>
    public ImmutableArray<long> Shape { get; set; } = [];

    /// <summary>A reader on the beginning of the values.</summary>
    public Utf8JsonReader Data { get; set; }

    public bool HasData { get; set; }
}
