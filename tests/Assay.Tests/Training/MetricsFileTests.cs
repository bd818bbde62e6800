using Assay.Core.Runs;
using Assay.Toolkit;
using Assay.Training.Logs;
using CsCheck;

namespace Assay.Tests.Training;

public sealed class MetricsFileTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("m.json", """{"roc_auc": 0.91, "loss": 3e-2}""")]
    [InlineData("m.yaml", "roc_auc: 0.91\nloss: 3e-2")]
    [InlineData("m.csv", "roc_auc,loss\n0.91,0.03\n")]
    [InlineData("m.tsv", "name\tvalue\r\nroc_auc\t0.91\r\nloss\t0.03")]
    [InlineData("m.jsonl", "{\"roc_auc\": 0.91}\n{\"step\": 0, \"loss\": 0.03}\n")]
    public void Final_values_are_read_from_every_format(string file, string text)
    {
        var metrics = MetricsFile.Parse(text, file, Noon);

        metrics.Keys.ShouldBe(["loss", "roc_auc"]);
        metrics["roc_auc"].Points.ShouldBe([new MetricPoint(0, Noon, 0.91)]);
        metrics["loss"].Last.ShouldBe(0.03);
    }

    [Theory]
    [InlineData("m.json", """[{"step": 10, "loss": 0.5}, {"step": 20, "loss": 0.25}]""")]
    [InlineData("m.json", """{"loss": [{"step": 10, "value": 0.5, "timestamp": 1}, {"step": 20, "value": 0.25}]}""")]
    [InlineData("m.jsonl", "{\"step\": 10, \"loss\": 0.5}\n\n{\"step\": 20, \"loss\": 0.25}")]
    [InlineData("m.csv", "epoch,loss\n10,0.5\n20,0.25")]
    [InlineData("m.csv", "step,epoch,loss\n10,,0.5\n20,,0.25")]
    [InlineData("m.csv", "key,value,step\nloss,0.5,10\nloss,0.25,20.0")]
    public void A_history_is_read_from_every_shape(string file, string text) =>
        MetricsFile
            .Parse(text, file, Noon)
            .ShouldHaveSingleItem()
            .Value.Points.ShouldBe([new MetricPoint(10, Noon, 0.5), new MetricPoint(20, Noon, 0.25)]);

    [Fact]
    public void A_list_of_numbers_is_a_history_by_its_order() =>
        MetricsFile
            .Parse("""{"loss": [3, 2, 1]}""", "m.json", Noon)["loss"]
            .Points.Select(p => p.Step)
            .ShouldBe([0, 1, 2]);

    [Fact]
    public void Nested_names_are_joined_by_dots() =>
        MetricsFile
            .Parse("""{"macro avg": {"f1-score": 0.5, "support": 10}, "acc": 1}""", "m.json", Noon)
            .Keys.ShouldBe(["acc", "macro avg.f1-score", "macro avg.support"]);

    [Theory]
    [InlineData("""{"a": NaN}""", double.NaN)]
    [InlineData("""{"a": -Infinity}""", double.NegativeInfinity)]
    [InlineData("""{"a": "NaN"}""", double.NaN)]
    [InlineData("""{"a": null}""", double.NaN)]
    [InlineData("""{"a": true}""", 1)]
    public void What_python_writes_for_no_number_is_read(string text, double value) =>
        MetricsFile.Parse(text, "m.json", Noon)["a"].Last.ShouldBe(value);

    [Fact]
    public void A_word_within_a_text_stays_a_text() =>
        MetricsFile.Parse("""{"NaN \" Infinity": 1}""", "m.json", Noon).Keys.ShouldBe(["NaN \" Infinity"]);

    [Fact]
    public void Everything_that_is_no_number_is_named_with_its_place()
    {
        var text = "{\n  \"auc\": \"high\",\n  \"é\": {\"x\": \"low\"}\n}";
        var error = Should.Throw<InputError>(() => MetricsFile.Parse(text, "out/metrics.json", Noon));

        error
            .Message.Split('\n')
            .ShouldBe([
                "out/metrics.json:2:10: 'auc' is 'high', which is not a number; texts belong into params or tags",
                "out/metrics.json:3:14: 'é.x' is 'low', which is not a number; texts belong into params or tags",
            ]);
    }

    [Theory]
    [InlineData("m.json", "{\"a\": }", "m.json:1:7: this is not JSON:")]
    [InlineData("m.json", "", "m.json:1:1: the file is empty; expected JSON")]
    [InlineData("m.json", " \n", "m.json:1:1: the file is empty; expected JSON")]
    [InlineData("m.json", "{\"a\": 1, \"a\": 2}", "m.json:1:10: 'a' stands here twice")]
    [InlineData("m.jsonl", "{\"a\": 1}\n{\"a\": }", "m.jsonl:2:7: this is not JSON:")]
    [InlineData("m.yaml", "a: 1\nb: [1", "m.yaml:3:1: this is not YAML: ")]
    [InlineData("m.yaml", "a: 1\n---\na: 2", "m.yaml:2:1: a second document begins here")]
    [InlineData("m.csv", "", "m.csv: the file is empty")]
    [InlineData("m.csv", "a,b\n1", "m.csv:2: this row has 1 cells, the first line names 2 columns")]
    [InlineData("m.csv", "a,a\n1,2", "m.csv:1: the column 'a' stands here twice")]
    [InlineData("m.csv", "step,a\nx,2", "m.csv:2: the step 'x' is not a whole number")]
    [InlineData("m.csv", "a\n\"1", "m.csv:2: a quote that is opened in this row is never closed")]
    [InlineData("m.json", "7", "m.json:1:1: '' is not a metric's name")]
    [InlineData("m.txt", "a=1", "m.txt: the name must tell the format")]
    public void A_file_that_cannot_be_read_says_where_and_why(string file, string text, string message) =>
        Should.Throw<InputError>(() => MetricsFile.Parse(text, file, Noon)).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("m.json", "[", "]")]
    [InlineData("m.yaml", "[", "]")]
    [InlineData("m.json", "{\"a\":", "}")]
    public void A_file_nested_without_end_is_refused(string file, string open, string close)
    {
        var text =
            string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));

        Should.Throw<InputError>(() => MetricsFile.Parse(text, file, Noon)).Message.ShouldStartWith($"{file}:1:");
    }

    [Fact]
    public void Aliases_that_multiply_are_refused()
    {
        var lines = Enumerable
            .Range(1, 9)
            .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        var text = $"a0: &a0 [{string.Join(", ", Enumerable.Repeat("1", 10))}]\n{string.Join('\n', lines)}";

        Should
            .Throw<InputError>(() => MetricsFile.Parse(text, "m.yaml", Noon))
            .Message.ShouldContain("more than 1,000,000 values of metrics");
    }

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Gen.Select(
                Gen.OneOf([.. new[] { "m.json", "m.yaml", "m.csv", "m.jsonl" }.Select(Gen.Const)]),
                Gen.Char["{}[]\",:\n\t -|>&*!%@`#a1Ni\\"].Array[0, 30]
            )
            .Sample(
                (file, characters) =>
                {
                    try
                    {
                        MetricsFile.Parse(new string(characters), file, Noon).ShouldNotBeNull();
                    }
                    catch (InputError refused)
                    {
                        refused.Problems.ShouldNotBeEmpty();
                    }
                },
                iter: 3000
            );
}
