using System.Text.RegularExpressions;
using Assay.Toolkit.Inputs;

namespace Assay.Tests;

public sealed partial class CommandTableTests
{
    public static TheoryData<string> Names => [.. CommandTable.All.Select(c => c.Name)];

    [Fact]
    public void No_two_commands_have_one_name() => CommandTable.All.Select(c => c.Name).ShouldBeUnique();

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_are_words_in_kebab_case_and_descriptions_are_short(string name)
    {
        var command = CommandTable.All.Single(c => c.Name == name);

        name.Split(' ').ShouldAllBe(w => Kebab().IsMatch(w));
        command
            .Inputs.Select(i => i.Name)
            .Concat(command.Outputs.Select(o => o.Name))
            .ShouldAllBe(n => Kebab().IsMatch(n));
        command.Inputs.Select(i => i.Name).ShouldBeUnique();
        command.Summary.Length.ShouldBeLessThanOrEqualTo(90);
        command.Inputs.ShouldAllBe(i => i.Description.Length <= 120);
    }

    [Fact]
    public void An_input_has_one_meaning_in_all_actions() =>
        CommandTable
            .All.Where(c => c.IsAction)
            .SelectMany(c => c.Inputs)
            .GroupBy(i => i.Name)
            .ShouldAllBe(same => same.Select(i => i.Kind).Distinct().Count() == 1);

    [Fact]
    public void No_input_of_an_action_takes_the_name_of_the_suite_s_own() =>
        CommandTable.All.SelectMany(c => c.Inputs).ShouldAllBe((Input i) => i.Name != "command" && i.Name != "json");

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
