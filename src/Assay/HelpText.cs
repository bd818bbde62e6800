using System.Collections.Immutable;
using System.Text;
using Assay.Descriptions;
using Assay.Toolkit.Inputs;

namespace Assay;

/// <summary>The help that <c>--help</c> prints: the list of commands, or one command with its inputs.</summary>
internal static class HelpText
{
    private const int LeastWidth = 60;
    private const int MostWidth = 110;
    private const string Ending =
        "assay COMMAND --help tells more. Exit codes: 0 done or yes, 1 no, 2 wrong request, 3 something outside failed, "
        + "4 undecided.";

    public static string For(CommandLine line, ImmutableArray<Command> commands, int width)
    {
        return line.Command is { } command
            ? OfCommand(command, width)
            : OfProgram(line.Words, commands, Columns(width));
    }

    private static int Columns(int width) => Math.Clamp(width, LeastWidth, MostWidth);

    private static string OfProgram(string group, ImmutableArray<Command> commands, int width)
    {
        var shown = commands.Where(c => group.Length == 0 || c.Name.StartsWith(group + " ", StringComparison.Ordinal));
        var text = new StringBuilder();
        text.Append("assay: MLOps that lives in a team's CI and git repository\n");
        text.Append($"\nUsage: assay {(group.Length == 0 ? "COMMAND" : group + " COMMAND")} [OPTIONS]\n");
        var pad = commands.Select(c => c.Name).Concat(Globals.Select(g => g.Item1)).Max(n => n.Length) + 2;
        foreach (var (audience, title) in Titles)
        {
            var rows = shown.Where(c => c.Audience == audience).Select(c => (c.Name, c.Summary)).ToArray();
            Section(text, title, rows, pad, width);
        }

        Section(text, "Everywhere", Globals, pad, width);
        text.Append('\n').AppendJoin('\n', Wrap(Ending, width));
        return text.ToString();
    }

    /// <summary>The help of one command.</summary>
    public static string OfCommand(Command command, int screen)
    {
        var width = Columns(screen);
        var text = new StringBuilder();
        text.Append($"assay {command.Name}: {command.Summary}\n");
        if (command.Description.Length > 0)
        {
            text.Append('\n').Append(string.Join('\n', Wrap(command.Description, width))).Append('\n');
        }

        text.Append($"\nUsage: assay {command.Name}{Usage(command)}\n");
        var rows = command.Inputs.Select(i => (Left(i), Right(i))).ToArray();
        var outputs = command.Outputs.Select(o => (o.Name, o.Description)).ToArray();
        var pad = rows.Concat(outputs).Concat(Globals).Max(r => r.Item1.Length) + 2;
        Section(text, "Inputs", rows, pad, width);
        Section(text, "Outputs", outputs, pad, width);
        Section(text, "Everywhere", Globals[..^1], pad, width);
        if (rows.Length > 0)
        {
            text.Append(
                $"\nA variable gives an input too: {command.Inputs[0].Variable} for {command.Inputs[0].Option}.\n"
            );
        }

        return text.ToString().TrimEnd('\n');
    }

    private static readonly ImmutableArray<(Audience, string)> Titles =
    [
        (Audience.Jobs, "Actions, for jobs and for people"),
        (Audience.People, "For people"),
        (Audience.Maintainers, "For the project itself"),
    ];

    private static readonly (string, string)[] Globals =
    [
        ("--json", "print one JSON document on standard output"),
        ("--no-color", "no colours, as with the variable NO_COLOR"),
        ("-h, --help", "print this; of a command, its inputs"),
        ("--version", "print the version and the commit that it was built from"),
    ];

    private static string Usage(Command command)
    {
        var required = command.Inputs.Where(i => i.Required && !i.Positional).Select(i => $" {Left(i)}");
        var positional = command
            .Inputs.Where(i => i.Positional)
            .Select(i => i.Required ? $" {i.Option}" : $" [{i.Option}]");
        return string.Concat(required.Concat(positional)) + " [OPTIONS]";
    }

    private static string Left(Input input) =>
        input switch
        {
            { Positional: true } => input.Option,
            { Kind: InputKind.Switch } => input.Option,
            { Kind: InputKind.Choice } => $"{input.Option} {string.Join('|', input.Choices)}",
            { Kind: InputKind.Integer or InputKind.Number } => $"{input.Option} N",
            { Kind: InputKind.Path } => $"{input.Option} PATH",
            { Kind: InputKind.Pairs } => $"{input.Option} KEY=VALUE…",
            { Kind: InputKind.List } => $"{input.Option} VALUE…",
            _ => $"{input.Option} VALUE",
        };

    private static string Right(Input input) => input.Description + (Hint(input) is { } hint ? $" ({hint})" : "");

    private static string? Hint(Input input) =>
        input.Required ? "required"
        : InputText.Default(input) is { } text ? $"default: {text}"
        : null;

    private static void Section(StringBuilder text, string title, (string, string)[] rows, int pad, int width)
    {
        if (rows.Length == 0)
        {
            return;
        }

        text.Append('\n').Append(title).Append('\n');
        foreach (var (left, right) in rows)
        {
            var lines = Wrap(right, width - pad - 2);
            text.Append("  ").Append(left.PadRight(pad)).Append(lines[0]).Append('\n');
            foreach (var more in lines.Skip(1))
            {
                text.Append(' ', pad + 2).Append(more).Append('\n');
            }
        }
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > width)
            {
                lines.Add("");
            }

            lines[^1] += (lines[^1].Length > 0 ? " " : "") + word;
        }

        return lines;
    }
}
