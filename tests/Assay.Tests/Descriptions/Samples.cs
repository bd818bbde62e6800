using Assay.Toolkit.Inputs;

namespace Assay.Tests.Descriptions;

/// <summary>Two actions with an input of each kind, and texts that YAML and Markdown would trip over.</summary>
internal static class Samples
{
    public enum Bump
    {
        Patch,
        Minor,
    }

    public static readonly Input<string> Model = Input.RequiredText(
        "model",
        "The model: its name, 'as declared' # here"
    );

    public static readonly Input<string?> Against = Input.Text("max-regression", "Stage | version <b>") with
    {
        Fallback = "gate.against in assay.yml",
    };

    public static Command Gate { get; } =
        new("evaluate-gate", "Compares a model with the champion: yes, or no", NeverAsync)
        {
            Audience = Audience.Jobs,
            Icon = "shield",
            Inputs =
            [
                Model,
                Against,
                Input.Switch("force", "Judge again"),
                Input.Choice("bump", "What to raise", Bump.Minor),
                Input.List("artifact", "Files"),
                Input.Integer("port", "The port", 8080),
            ],
            Outputs = [new("verdict", "pass, fail or 'error'")],
        };

    public static Command Promote { get; } =
        new("promote", "Moves a stage", NeverAsync)
        {
            Audience = Audience.Jobs,
            Inputs = [Model, Input.RequiredText("stage", "The stage")],
        };

    public static Command List { get; } = new("runs list", "Lists runs", NeverAsync);

    private static Task<ExitCode> NeverAsync(CommandContext context, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("it was not to run");
}
