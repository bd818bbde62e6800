using System.Text.Json.Serialization;

namespace Assay.Commands.Sites;

/// <summary>What <c>site --json</c> prints.</summary>
/// <param name="Schema">Version of this shape.</param>
/// <param name="Folder">The site's folder.</param>
/// <param name="Page">The page to open.</param>
/// <param name="Runs">How many runs it shows.</param>
/// <param name="Details">How many of them with curves, inputs and artifacts.</param>
/// <param name="Versions">How many versions.</param>
/// <param name="Stages">How many stages.</param>
/// <param name="Rollouts">How many rollouts.</param>
/// <param name="Retrainings">How many retrainings that drifts began.</param>
/// <param name="Bytes">Size of all its files.</param>
internal sealed record SiteAnswer(
    int Schema,
    string Folder,
    string Page,
    int Runs,
    int Details,
    int Versions,
    int Stages,
    int Rollouts,
    int Retrainings,
    long Bytes
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SiteAnswer))]
internal sealed partial class SiteAnswerJson : JsonSerializerContext;
