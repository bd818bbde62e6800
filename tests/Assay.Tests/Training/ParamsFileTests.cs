using Assay.Toolkit;
using Assay.Training.Logs;

namespace Assay.Tests.Training;

public sealed class ParamsFileTests
{
    [Fact]
    public void Nested_params_become_names_with_dots_and_lists_one_value()
    {
        var text =
            "train: {lr: 1e-3, layers: [64, 32]}\nname: \"a b\"\nstages:\n  - {units: 8}\n  - {units: 4}\nempty: ~";

        ParamsFile
            .Parse(text, "params.yaml")
            .Select(p => $"{p.Key}={p.Value}")
            .ShouldBe([
                "empty=~",
                "name=a b",
                "stages.0.units=8",
                "stages.1.units=4",
                "train.layers=[64, 32]",
                "train.lr=1e-3",
            ]);
    }

    [Fact]
    public void Json_keeps_values_as_they_are_written() =>
        ParamsFile
            .Parse("""{"lr": 1e-3, "on": true, "n": null}""", "params.json")
            .Values.ShouldBe(["1e-3", "null", "true"]);

    [Fact]
    public void Anchors_and_merge_keys_are_followed() =>
        ParamsFile
            .Parse("base: &base {lr: 1, depth: 2}\nbig: {<<: *base, depth: 8}", "params.yaml")
            .Select(p => $"{p.Key}={p.Value}")
            .ShouldBe(["base.depth=2", "base.lr=1", "big.depth=8", "big.lr=1"]);

    [Theory]
    [InlineData("- 1\n- 2", "params.yaml:1:1: params are names with values")]
    [InlineData("a.b: 1\na: {b: 2}", "params.yaml:2:8: 'a.b' stands here twice, once nested and once with a dot")]
    [InlineData("a: *nobody", "params.yaml:1:4: nothing before this is named '&nobody'")]
    [InlineData("a: 1\na: 2", "params.yaml:2:1: 'a' stands here twice")]
    public void A_file_that_is_not_params_says_where_and_why(string text, string message) =>
        Should.Throw<InputError>(() => ParamsFile.Parse(text, "params.yaml")).Message.ShouldStartWith(message);
}
