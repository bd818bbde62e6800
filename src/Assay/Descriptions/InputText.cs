using Assay.Toolkit.Inputs;

namespace Assay.Descriptions;

/// <summary>What people read about an input, wherever they read it.</summary>
internal static class InputText
{
    /// <summary>What the input is when it is not given, or null when it then is nothing.</summary>
    public static string? Default(Input input) =>
        input switch
        {
            { Required: true } => null,
            { Fallback: { } fallback, DefaultText: { } text } => $"{fallback}, else {text}",
            { Fallback: { } fallback } => fallback,
            { Kind: InputKind.Switch } => null,
            { DefaultText: { } text } => text,
            _ => null,
        };

    /// <summary>The description with the form that the text must have.</summary>
    public static string Meaning(Input input) =>
        input.Description
        + input.Kind switch
        {
            InputKind.Switch => "; true or false",
            InputKind.Choice => $"; one of {string.Join(", ", input.Choices)}",
            InputKind.List => "; one a line",
            InputKind.Pairs => "; KEY=VALUE, one a line",
            _ => "",
        };

    /// <summary>The same and its default, as one sentence.</summary>
    public static string Sentence(Input input) =>
        Meaning(input) + (Default(input) is { } text ? $" (default: {text})" : "");
}
