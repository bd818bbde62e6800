using System.Text;
using Assay.Toolkit.Inputs;

namespace Assay.Descriptions;

/// <summary>
/// An <c>action.yml</c> of a container action. No input has a <c>default:</c>, since the runner would pass it as if it were
/// given, and so hide the value in <c>assay.yml</c>; the description tells the default instead. The job's own token alone, which no
/// file has, is one.
/// </summary>
internal static class ActionManifest
{
    public const string Header = "# Generated from src/Assay/Commands by 'assay describe --write'.\n";
    private const string Color = "purple";

    /// <summary>The manifest of one command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="image">Its image, as <c>runs.image</c> takes it.</param>
    public static string Of(Command command, string image) =>
        Write(
            $"Assay {command.Name}",
            command.Summary,
            command.Icon,
            command.Inputs,
            command.Outputs,
            image,
            command.Name
        );

    /// <summary>The manifest of all actions in one, at the repository's root.</summary>
    public static string OfSuite(IReadOnlyCollection<Command> actions, string image)
    {
        Input verb = Input.RequiredText("command", "What to do: " + string.Join(", ", actions.Select(a => a.Name)));
        return Write(
            "Assay",
            "Train, compare, register, promote and roll back models; everything is kept in the repository itself",
            "check-circle",
            [verb, .. actions.SelectMany(a => a.Inputs).GroupBy(i => i.Name).Select(g => Shared([.. g], actions))],
            [.. actions.SelectMany(a => a.Outputs).DistinctBy(o => o.Name)],
            image,
            "${{ inputs.command }}"
        );
    }

    // What one of the actions requires, another may not know.
    private static Input Shared(IReadOnlyCollection<Input> inputs, IReadOnlyCollection<Command> actions)
    {
        var input = inputs.First();
        return inputs.Count == actions.Count
            ? input
            : input with
            {
                Required = false,
                Description = $"{string.Join(", ", Users(input, actions))}: {input.Description}",
            };
    }

    private static IEnumerable<string> Users(Input input, IReadOnlyCollection<Command> actions) =>
        actions.Where(a => a.Inputs.Any(i => i.Name == input.Name)).Select(a => a.Name);

    private static string Write(
        string name,
        string summary,
        string icon,
        IReadOnlyCollection<Input> inputs,
        IReadOnlyCollection<Output> outputs,
        string image,
        string argument
    )
    {
        var text = new StringBuilder(Header);
        text.Append($"name: {Yaml.Scalar(name)}\n");
        text.Append($"description: {Yaml.Scalar(summary)}\n");
        text.Append($"branding: {{ icon: {icon}, color: {Color} }}\n");
        Section(text, "inputs", inputs, i => (i.Name, InputText.Sentence(i), i.Required, i.GitHubDefault));
        Section(text, "outputs", outputs, o => (o.Name, o.Description, false, null));
        text.Append($"runs:\n  using: docker\n  image: {image}\n  args: [{Quoted(argument)}]\n");
        return text.ToString();
    }

    private static string Quoted(string argument) => argument.StartsWith('$') ? $"'{argument}'" : argument;

    private static void Section<T>(
        StringBuilder text,
        string title,
        IReadOnlyCollection<T> rows,
        Func<T, (string Name, string Description, bool Required, string? Default)> row
    )
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.Append(title).Append(":\n");
        foreach (var (name, description, required, expression) in rows.Select(row))
        {
            text.Append($"  {name}:\n    description: {Yaml.Scalar(description)}\n");
            text.Append(required ? "    required: true\n" : "");
            text.Append(expression is null ? "" : $"    default: {expression}\n");
        }
    }
}
