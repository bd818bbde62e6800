using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Assay.Commands.Demos;

/// <summary>What <c>demo --json</c> prints.</summary>
/// <param name="Schema">Version of this shape.</param>
/// <param name="Model">The model's name.</param>
/// <param name="AsTold">Whether every step came out as told.</param>
/// <param name="Steps">The steps in order.</param>
/// <param name="Files">What was left to look at.</param>
internal sealed record DemoDocument(
    int Schema,
    string Model,
    bool AsTold,
    ImmutableArray<DemoStep> Steps,
    ImmutableArray<DemoFile> Files
);

/// <summary>A file to look at.</summary>
internal sealed record DemoFile(string Name, string Path);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DemoDocument))]
internal sealed partial class DemoJson : JsonSerializerContext;
