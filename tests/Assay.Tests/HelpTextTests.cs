using System.Collections.Immutable;
using Assay.Toolkit.Inputs;

namespace Assay.Tests;

public sealed class HelpTextTests
{
    private const int ScreenLines = 50;

    private enum Size
    {
        Small,
        Large,
    }

    public static TheoryData<string> Names => [.. CommandTable.All.Select(c => c.Name)];

    [Fact]
    public void The_list_of_commands_puts_the_actions_first()
    {
        ImmutableArray<Command> commands =
        [
            new("runs list", "Lists runs", NeverAsync),
            new("train", "Trains a model and records the run", NeverAsync) { Audience = Audience.Jobs },
        ];

        HelpText
            .For(CommandLine.Parse([], commands), commands, 80)
            .ShouldBe(
                """
                assay: MLOps that lives in a team's CI and git repository

                Usage: assay COMMAND [OPTIONS]

                Actions, for jobs and for people
                  train       Trains a model and records the run

                For people
                  runs list   Lists runs

                Everywhere
                  --json      print one JSON document on standard output
                  --no-color  no colours, as with the variable NO_COLOR
                  -h, --help  print this; of a command, its inputs
                  --version   print the version and the commit that it was built from

                assay COMMAND --help tells more. Exit codes: 0 done or yes, 1 no, 2 wrong
                request, 3 something outside failed, 4 undecided.
                """
            );
    }

    [Fact]
    public void The_help_of_a_command_shows_every_input_with_its_default()
    {
        var command = new Command("evaluate-gate", "Compares a model with the champion", NeverAsync)
        {
            Description = "Says pass, fail, inconclusive, no-data or error, with the number that decided it.",
            Audience = Audience.Jobs,
            Inputs =
            [
                Input.RequiredText("model", "The model"),
                Input.Text("against", "What to compare with") with
                {
                    Fallback = "gate.against in assay.yml",
                },
                Input.Choice("size", "How large", Size.Small),
                Input.List("artifact", "Files to keep"),
                Input.Switch("force", "Judge again, though nothing that the verdict depends on has changed since"),
                Input.Path("report", "Where the report goes", "out"),
                Input.Text("run", "The run") with
                {
                    Positional = true,
                },
            ],
            Outputs = [new("verdict", "The verdict.")],
        };

        HelpText
            .OfCommand(command, 80)
            .ShouldBe(
                """
                assay evaluate-gate: Compares a model with the champion

                Says pass, fail, inconclusive, no-data or error, with the number that decided
                it.

                Usage: assay evaluate-gate --model VALUE [<run>] [OPTIONS]

                Inputs
                  --model VALUE       The model (required)
                  --against VALUE     What to compare with (default: gate.against in assay.yml)
                  --size small|large  How large (default: small)
                  --artifact VALUE…   Files to keep
                  --force             Judge again, though nothing that the verdict depends on
                                      has changed since
                  --report PATH       Where the report goes (default: out)
                  <run>               The run

                Outputs
                  verdict             The verdict

                Everywhere
                  --json              print one JSON document on standard output
                  --no-color          no colours, as with the variable NO_COLOR
                  -h, --help          print this; of a command, its inputs

                A variable gives an input too: ASSAY_MODEL for --model.
                """
            );
    }

    [Fact]
    public void The_list_of_all_commands_fits_one_screen()
    {
        var lines = HelpText.For(CommandLine.Parse([], CommandTable.All), CommandTable.All, 100).Split('\n');

        lines.Length.ShouldBeLessThanOrEqualTo(ScreenLines);
        lines.ShouldAllBe(l => l.Length <= 100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_help_of_each_command_fits_one_screen(string name)
    {
        var command = CommandTable.All.Single(c => c.Name == name);
        var lines = HelpText.OfCommand(command, 110).Split('\n');

        lines.Length.ShouldBeLessThanOrEqualTo(ScreenLines);
        lines.ShouldAllBe(l => l.Length <= 110);
    }

    private static Task<ExitCode> NeverAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(ExitCode.Bug);
}
