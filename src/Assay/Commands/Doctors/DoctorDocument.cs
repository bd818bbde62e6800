using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assay.Core.Names;

namespace Assay.Commands.Doctors;

/// <summary>What <c>doctor --json</c> prints.</summary>
internal sealed record DoctorDocument(int Schema, bool Healthy, ImmutableArray<FindingDocument> Findings)
{
    public static DoctorDocument Of(ImmutableArray<Finding> findings) =>
        new(
            1,
            findings.All(f => f.State != FindingState.Missing),
            [.. findings.Select(f => new FindingDocument(f.About, KebabCase.Of(f.State), f.Text, f.Remedy))]
        );
}

internal sealed record FindingDocument(string About, string State, string Text, string? Remedy);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class DoctorJson : JsonSerializerContext;
