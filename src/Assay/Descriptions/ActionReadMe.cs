using System.Text;
using Assay.Toolkit.Inputs;

namespace Assay.Descriptions;

/// <summary>The read-me of an action: a generated table between markers, the rest by hand.</summary>
internal static class ActionReadMe
{
    /// <summary>The file, or, where there is none yet, a first one with an example to be made better by hand.</summary>
    public static GeneratedFile Of(Command command)
    {
        var path = $"actions/{command.Name}/README.md";
        return new GeneratedFile(
            path,
            file => file is null ? Skeleton(command) : MarkedBlock.Replace(path, file, Tables(command))
        );
    }

    /// <summary>The table of all actions, for the project's read-me.</summary>
    public static string TableOf(IReadOnlyCollection<Command> actions)
    {
        var text = new StringBuilder("| action | what it does |\n| --- | --- |\n");
        foreach (var action in actions)
        {
            text.Append($"| [`{action.Name}`](actions/{action.Name}/README.md) | {Cell(action.Summary)} |\n");
        }

        return text.ToString();
    }

    private static string Tables(Command command)
    {
        var text = new StringBuilder(command.Description.Length > 0 ? command.Description + "\n\n" : "");
        text.Append("| input | what it is | default |\n| --- | --- | --- |\n");
        foreach (var input in command.Inputs)
        {
            var ending = input.Required ? "**required**" : Cell(InputText.Default(input) ?? "");
            text.Append($"| `{input.Name}` | {Cell(InputText.Meaning(input))} | {ending} |\n");
        }

        if (command.Outputs.Length > 0)
        {
            text.Append("\n| output | what it is |\n| --- | --- |\n");
            foreach (var output in command.Outputs)
            {
                text.Append($"| `{output.Name}` | {Cell(output.Description)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Skeleton(Command command)
    {
        var with = string.Concat(command.Inputs.Where(i => i.Required).Select(i => $"    {i.Name}: {Example(i)}\n"));
        return $"""
            # {command.Name}

            {command.Summary}.

            ```yaml
            - uses: {Project.Repository}/actions/{command.Name}@v1
            {(with.Length > 0 ? "  with:\n" + with : "")}```

            {MarkedBlock.Write(Tables(command))}

            """;
    }

    private static string Example(Input input) =>
        input.Kind is InputKind.Choice ? input.Choices[0]
        : input.Name is "model" ? "churn"
        : input.Name is "stage" ? "prod"
        : input.Name == "target" ? "prod"
        : "latest";

    private static string Cell(string text) =>
        text.ReplaceLineEndings(" ")
            .Replace("|", @"\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal);
}
