using System.Text;
using Assay.Core.Runs;
using CsCheck;

namespace Assay.Tests.Runs;

public sealed class IndexLineTests
{
    [Fact]
    public void A_run_is_one_line_of_the_index()
    {
        var run = ExampleRun.Finished() with { Tags = ExampleRun.Texts(("note", "two\nlines")) };
        const string Line = """
            {"id":"019cb391c20070008000000000000001","commit":"0a1b","model":"churn","kind":"training","status":"finished",
            "started_at":"2026-03-03T12:00:00.000Z","ended_at":"2026-03-03T12:00:02.500Z",
            "params":{"depth":"6","eta":"0.1"},"tags":{"note":"two\nlines"},"metrics":{"roc_auc":0.801}}
            """;
        Text(IndexLine.Write(RunSummary.Of(run, "0a1b"))).ShouldBe(Line.ReplaceLineEndings(""));
    }

    [Fact]
    public void Any_run_is_found_again_in_its_line() =>
        ExampleRun.Any.Sample(run =>
        {
            var line = IndexLine.Write(RunSummary.Of(run, "0a1b"));
            line.ShouldNotContain((byte)'\n');
            var read = IndexLine.Read(line);
            IndexLine.Write(read).ShouldBe(line);
            read.Id.ShouldBe(run.Id);
            read.ModelDigest.ShouldBe(run.ModelArtifact?.Sha256);
            read.Metrics.ShouldBe(RunSummary.Of(run, "0a1b").Metrics);
        });

    [Fact]
    public void A_line_that_is_cut_is_refused() =>
        Should
            .Throw<FormatException>(() => IndexLine.Read("{\"id\":\"019cb385da"u8))
            .Message.ShouldContain("index line");

    private static string Text(byte[] document) => Encoding.UTF8.GetString(document);
}
