using Assay.Data;
using Assay.Settings;

namespace Assay.Tests.Examples;

public sealed class ExampleProjectTests
{
    public static IEnumerable<TheoryDataRow<string>> Examples() =>
        Directory
            .EnumerateDirectories(Checkout.PathOf("examples"))
            .Select(folder => new TheoryDataRow<string>(Path.GetFileName(folder)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_s_settings_are_valid_and_its_files_are_there(string example)
    {
        var folder = Checkout.PathOf($"examples/{example}");

        var model = SettingsFile.Read(folder).Models.Values.ShouldHaveSingleItem();

        model.Train!.Inputs.Select(i => i.Value).ShouldAllBe(path => File.Exists(Path.Combine(folder, path)));
        File.ReadAllText(Path.Combine(folder, "README.md")).ShouldContain("## The data");
        ValidationData
            .Read(
                DataFile.In(folder, model.Data!.Validation!.Value),
                model.Data.Target!,
                model.Data.Id,
                [.. model.Gate!.Slices?.By ?? []]
            )
            .Count.ShouldBeGreaterThan(50);
    }
}
