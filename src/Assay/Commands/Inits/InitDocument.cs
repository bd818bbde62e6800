using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assay.Core.Names;

namespace Assay.Commands.Inits;

/// <summary>What <c>init --json</c> prints.</summary>
/// <param name="Draft">Whether the settings have to be filled in first.</param>
/// <param name="Next">What to do next, in order.</param>
internal sealed record InitDocument(
    int Schema,
    string Forge,
    ImmutableArray<InitFileDocument> Files,
    bool Draft,
    ImmutableArray<string> Next
)
{
    public static InitDocument Of(
        string forge,
        ImmutableArray<InitOutcome> outcomes,
        bool draft,
        ImmutableArray<string> next
    ) =>
        new(
            1,
            forge,
            [.. outcomes.Select(o => new InitFileDocument(o.Path, KebabCase.Of(o.State), o.Difference))],
            draft,
            next
        );
}

/// <summary>A file, and what became of it: <c>written</c>, <c>unchanged</c> or <c>kept</c>, and then where it differs.</summary>
internal sealed record InitFileDocument(string Path, string State, string? Difference);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InitDocument))]
internal sealed partial class InitJson : JsonSerializerContext;
