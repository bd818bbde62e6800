using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Commands.Plans;

/// <summary>A plan as <c>plan --json</c> prints it.</summary>
/// <param name="Base">What the change was compared with; null when nothing was compared.</param>
/// <param name="Matrix">What GitHub's <c>strategy.matrix</c> takes.</param>
internal sealed record PlanDocument(
    int Schema,
    string? Base,
    int Count,
    ImmutableArray<string> Models,
    PlanMatrix Matrix,
    ImmutableArray<PlanReason> Reasons
)
{
    public static PlanDocument Of(IReadOnlyCollection<PlannedModel> models, string? comparedWith) =>
        new(
            1,
            comparedWith,
            models.Count,
            [.. models.Select(m => m.Name)],
            new PlanMatrix([.. models.Select(m => PlanJob.Of(m))]),
            [.. models.Select(m => new PlanReason(m.Name, m.Reason))]
        );

    /// <summary>The matrix on one line.</summary>
    public string MatrixText => JsonSerializer.Serialize(Matrix, PlanLines.Default.PlanMatrix);

    /// <summary>The models' names on one line.</summary>
    public string ModelsText => JsonSerializer.Serialize(Models, PlanLines.Default.ImmutableArrayString);
}

/// <summary>The jobs of a matrix.</summary>
internal sealed record PlanMatrix(ImmutableArray<PlanJob> Include);

/// <summary>One job: a model, and the labels of the runner that it wants.</summary>
/// <param name="Artifact">The model's name as an artifact's may be, which holds no slash.</param>
internal sealed record PlanJob(
    string Model,
    [property: JsonPropertyName("runs-on")] ImmutableArray<string> RunsOn,
    string Artifact
)
{
    public static PlanJob Of(PlannedModel model) => new(model.Name, model.Runner, model.Name.Replace('/', '~'));
}

/// <summary>Why a model is planned.</summary>
internal sealed record PlanReason(string Model, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlanMatrix))]
[JsonSerializable(typeof(ImmutableArray<string>))]
internal sealed partial class PlanLines : JsonSerializerContext;
