using System.Collections.Immutable;
using Assay.Toolkit.Inputs;

namespace Assay.Tests;

public sealed class CommandLineTests
{
    private static readonly ImmutableArray<Command> Commands =
    [
        Made("train", Input.RequiredText("model", "The model"), Input.Switch("force", "Do it all the same")),
        Made("log-run", Input.List("artifact", "Files"), Input.Pairs("tag", "Tags"), Input.Text("metrics", "Metrics")),
        Made("runs list", Input.Text("model", "Only of this model")),
        Made("runs show", Input.RequiredText("id", "The run") with { Positional = true }, Input.Switch("full", "All")),
        Made("runs compare", Input.List("id", "The runs") with { Positional = true }),
    ];

    [Theory]
    [InlineData("train --model churn", "train", "model=churn")]
    [InlineData("train --model=churn --force", "train", "model=churn force=true")]
    [InlineData("train --force --model churn", "train", "force=true model=churn")]
    [InlineData("train --force false --model churn", "train", "force=false model=churn")]
    [InlineData("train --model a --model b", "train", "model=a|b")]
    [InlineData("log-run --artifact a --artifact b --tag k=v", "log-run", "artifact=a|b tag=k=v")]
    [InlineData("runs list", "runs list", "")]
    [InlineData("runs show 0199a1c4 --full", "runs show", "id=0199a1c4 full=true")]
    [InlineData("runs compare a b c", "runs compare", "id=a|b|c")]
    [InlineData("runs show -- --full", "runs show", "id=--full")]
    [InlineData("log-run --metrics @file", "log-run", "metrics=@file")]
    public void A_command_line_is_a_command_and_its_values(string line, string command, string values)
    {
        var parsed = Parse(line);

        parsed.Values.Problems.ShouldBeEmpty();
        parsed.Command!.Name.ShouldBe(command);
        parsed
            .Values.Values.Select(v => $"{v.Key}={string.Join('|', v.Value)}")
            .ShouldBe(values.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Theory]
    [InlineData("--json runs list")]
    [InlineData("runs --json list")]
    [InlineData("runs list --json")]
    public void An_option_for_all_commands_may_stand_anywhere(string line)
    {
        Parse(line).Json.ShouldBeTrue();
        Parse(line).Command!.Name.ShouldBe("runs list");
    }

    [Theory]
    [InlineData("trian", "unknown command 'trian' (did you mean 'train'?); see assay --help")]
    [InlineData("weather", "unknown command 'weather'; see assay --help")]
    [InlineData("runs lsit", "unknown command 'runs lsit' (did you mean 'list'?); see assay runs --help")]
    [InlineData("train --modle x", "unknown option '--modle' (did you mean '--model'?); see assay train --help")]
    [InlineData("train --modle=x", "unknown option '--modle' (did you mean '--model'?); see assay train --help")]
    [InlineData("train --josn", "unknown option '--josn' (did you mean '--json'?); see assay train --help")]
    [InlineData("train --model", "--model needs a value: --model VALUE")]
    [InlineData(
        "runs show a b",
        "'b' was not expected: a value stands after the name of its option, and a switch takes none; see assay runs show --help"
    )]
    public void What_cannot_be_placed_is_said_with_what_was_probably_meant(string line, string message) =>
        Parse(line).Values.Problems.ShouldContain(p => p.Message == message);

    [Fact]
    public void All_that_cannot_be_placed_is_said_at_once() =>
        Parse("train --modle churn --force --fast=1 slow --model")
            .Values.Problems.Select(p => p.Message.Split(';', ':')[0])
            .ShouldBe([
                "unknown option '--modle' (did you mean '--model'?)",
                "unknown option '--fast'",
                "'slow' was not expected",
                "--model needs a value",
            ]);

    private static CommandLine Parse(string line) => CommandLine.Parse(line.Split(' '), Commands);

    private static Command Made(string name, params Input[] inputs) =>
        new(name, "Does it", (_, _) => Task.FromResult(ExitCode.Done)) { Inputs = [.. inputs] };
}
