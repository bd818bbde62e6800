using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assay.Toolkit.Inputs;

namespace Assay.Descriptions;

/// <summary>A command as <c>describe --json</c> prints it.</summary>
internal sealed record CommandDocument(
    string Name,
    string Summary,
    string Description,
    bool Action,
    ImmutableArray<InputDocument> Inputs,
    ImmutableArray<OutputDocument> Outputs
)
{
    public static CommandDocument Of(Command command) =>
        new(
            command.Name,
            command.Summary,
            command.Description,
            command.IsAction,
            [.. command.Inputs.Select(InputDocument.Of)],
            [.. command.Outputs.Select(o => new OutputDocument(o.Name, o.Description))]
        );
}

/// <summary>An input; <c>default</c> is absent where there is none, <c>fallback</c> names the key of assay.yml before it.</summary>
internal sealed record InputDocument(
    string Name,
    string Description,
    InputKind Kind,
    bool Required,
    bool Positional,
    string? Default,
    string? Fallback,
    ImmutableArray<string> Choices,
    string Variable
)
{
    public static InputDocument Of(Input input) =>
        new(
            input.Name,
            input.Description,
            input.Kind,
            input.Required,
            input.Positional,
            input.DefaultText,
            input.Fallback,
            input.Choices,
            input.Variable
        );
}

/// <summary>An output.</summary>
internal sealed record OutputDocument(string Name, string Description);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ImmutableArray<CommandDocument>))]
internal sealed partial class CommandJson : JsonSerializerContext;
