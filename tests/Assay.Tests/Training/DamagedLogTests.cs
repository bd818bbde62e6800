using Assay.Toolkit;
using Assay.Training.Logs;
using CsCheck;

namespace Assay.Tests.Training;

/// <summary>Files of metrics and params as a training may leave them: cut, overwritten, doubled.</summary>
public sealed class DamagedLogTests
{
    private const string Json = """{ "loss": [0.5, NaN, -Infinity], "nested": { "a": 1e5, "b": "0.5" }, "c": null }""";
    private const string Yaml =
        "loss: &x [0.5, .nan]\nnested: { a: 1e5, b: '0.5' }\nmore: { <<: *y }\ntext: |\n  1\n  2\n";
    private const string Table = "step,loss,\"a \"\"b\"\"\"\n1,0.5,\"2\"\n2,,3\r\n";
    private const string Odd = "{}[]\"'\\,:&*!|>%@`#-?\n\r\t \u0000\u0001\u0085\u2028\uFEFF\uFFFD\uD800a0";

    [Theory]
    [InlineData(Json, "metrics.json")]
    [InlineData(Json, "metrics.jsonl")]
    [InlineData(Yaml, "metrics.yaml")]
    [InlineData(Table, "metrics.csv")]
    [InlineData(Table, "metrics.tsv")]
    public void Damaged_metrics_are_read_or_refused_with_their_place(string text, string file) =>
        Damaged(text).Sample(damaged => IsAnswered(() => MetricsFile.Parse(damaged, file, DateTimeOffset.UnixEpoch)));

    [Theory]
    [InlineData(Json, "params.json")]
    [InlineData(Yaml, "params.yaml")]
    public void Damaged_params_are_read_or_refused_with_their_place(string text, string file) =>
        Damaged(text).Sample(damaged => IsAnswered(() => ParamsFile.Parse(damaged, file)));

    private static Gen<string> Damaged(string text) =>
        from at in Gen.Int[0, text.Length]
        from removed in Gen.Int[0, text.Length - at]
        from put in Gen.Char[Odd].Array[0, 4]
        select text[..at] + new string(put) + text[(at + removed)..];

    private static bool IsAnswered<T>(Func<T> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InputError e)
        {
            return e.Problems.Length > 0 && e.Problems.All(p => p.Location is not null && p.Message.Length > 0);
        }
    }
}
