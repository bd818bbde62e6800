using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assay.Toolkit;

namespace Assay;

/// <summary>What <c>--json</c> prints when a command could not answer.</summary>
/// <param name="Error"><c>wrong-request</c>, <c>failed</c> or <c>bug</c>.</param>
/// <param name="Problems">Everything that was wrong.</param>
internal sealed record FailureDocument(string Error, ImmutableArray<FailureProblem> Problems);

/// <summary>One thing that was wrong, with its place where it has one.</summary>
internal sealed record FailureProblem(string Message, string? File, int? Line, int? Column)
{
    public static FailureProblem Of(Problem problem) =>
        new(problem.Message, problem.Location?.File, problem.Location?.Line, problem.Location?.Column);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(FailureDocument))]
internal sealed partial class FailureJson : JsonSerializerContext;
