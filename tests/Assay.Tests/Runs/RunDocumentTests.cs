using System.Text;
using Assay.Core.Runs;
using CsCheck;

namespace Assay.Tests.Runs;

public sealed class RunDocumentTests
{
    [Fact]
    public void A_run_reads_as_people_expect()
    {
        Text(RunDocument.Write(ExampleRun.WithEverything()))
            .ShouldBe(
                """
                {
                  "schema": 1,
                  "id": "019cb391c20070008000000000000001",
                  "model": "churn",
                  "kind": "training",
                  "status": "finished",
                  "started_at": "2026-03-03T12:00:00.000Z",
                  "ended_at": "2026-03-03T12:00:02.500Z",
                  "params": {
                    "depth": "6",
                    "eta": "0.1"
                  },
                  "tags": {
                    "owner": "Zoë \"Z\" <z@example.com>"
                  },
                  "inputs": [
                    {
                      "path": "data/train.parquet",
                      "sha256": "sha256:116f54c41d0405dbb10e7b04ebc31e262a5b8c85c1233fcf36eaee344d91ae58",
                      "size": 1234567
                    }
                  ],
                  "artifacts": [
                    {
                      "path": "model.pkl",
                      "sha256": "sha256:9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4",
                      "size": 5
                    },
                    {
                      "path": "plots/roc.png",
                      "sha256": "sha256:95199d6f9614f0ee7847afae7fccff094b4d5ac48d86dc32f10f60a7308452e1",
                      "size": 3
                    }
                  ],
                  "model_path": "model.pkl",
                  "code": {
                    "commit": "3f9c2a1b6d0e4f5a8b7c9d0e1f2a3b4c5d6e7f80",
                    "branch": "main",
                    "dirty": true
                  },
                  "machine": {
                    "os": "Debian GNU/Linux 12",
                    "architecture": "x64",
                    "processors": 2,
                    "memory_bytes": 8000000000,
                    "image": "python:3.12-slim",
                    "image_digest": "sha256:0123"
                  },
                  "resources": {
                    "wall_seconds": 2.5,
                    "cpu_seconds": 3.25,
                    "peak_memory_bytes": 123456789
                  },
                  "fingerprint": "sha256:44863b03e9909b7100e05b02526909a346fd7455183f6619e0fe6198c89981e0",
                  "command": "python train.py",
                  "exit_code": 0,
                  "actor": "zoe",
                  "judgement": {
                    "subject": "019cb391c20070008000000000000002",
                    "model_digest": "sha256:9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4",
                    "outcome": "no-data",
                    "decision": "refuse",
                    "champion": null,
                    "against": "prod",
                    "reason": "0 of 10 ids match",
                    "policy_digest": "sha256:823412d1eacb67956220e532959f0104603057c88704863ca38e7cd188fda812"
                  }
                }

                """
            );
    }

    [Fact]
    public void Metrics_keep_their_history_on_a_line_each()
    {
        Text(MetricLog.Write(ExampleRun.WithEverything().Metrics))
            .ShouldBe(
                """
                {"name":"loss","step":[0,1,2],"at":[1772539200000,1000,1000],"value":[0.7,0.6,"NaN"]}
                {"name":"roc_auc","step":[0],"at":[1772539202000],"value":[0.846]}

                """
            );
    }

    [Fact]
    public void Any_run_reads_back_as_it_was_written() =>
        ExampleRun.Any.Sample(run =>
        {
            var (document, metrics) = (RunDocument.Write(run), MetricLog.Write(run.Metrics));
            var read = RunDocument.Read(document, metrics);
            RunDocument.Write(read).ShouldBe(document);
            MetricLog.Write(read.Metrics).ShouldBe(metrics);
            read.Metrics.Keys.ShouldBe(run.Metrics.Keys);
            read.Metrics.Values.ShouldBe(run.Metrics.Values);
            read.Artifacts.ShouldBe(run.Artifacts);
        });

    [Fact]
    public void A_run_of_a_newer_schema_is_refused_by_name()
    {
        var newer = Text(RunDocument.Write(ExampleRun.Finished())).Replace("\"schema\": 1", "\"schema\": 2");
        Refused(newer)
            .ShouldBe(
                "run.json has schema 2, newer than 1, the newest that this version of assay reads: use a newer assay"
            );
    }

    [Fact]
    public void Unknown_keys_are_ignored()
    {
        var run = ExampleRun.WithEverything();
        var document = Text(RunDocument.Write(run)).Replace("\"schema\": 1,", "\"schema\": 1, \"mood\": {\"a\": [1]},");
        RunDocument.Write(Read(document)).ShouldBe(RunDocument.Write(run));
    }

    [Fact]
    public void Lists_and_maps_that_are_missing_are_empty()
    {
        var document = Read(
            """
            {"schema":1,"id":"019cb2a0bc0070008000000000000001","model":"m","kind":"logged","status":"failed",
             "started_at":"2026-03-03T12:00:00Z","ended_at":"2026-03-03T12:00:00+00:00"}
            """
        );
        document.Params.ShouldBeEmpty();
        document.Artifacts.ShouldBeEmpty();
        document.Inputs.ShouldBeEmpty();
        document.Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"status\": \"finished\"", "\"status\": \"done\"")]
    [InlineData("\"status\": \"finished\"", "\"status\": 0")]
    [InlineData("\"model\": \"churn\",", "")]
    [InlineData("\"model\": \"churn\"", "\"model\": null")]
    [InlineData("\"id\": \"0", "\"id\": \"../")]
    [InlineData("\"depth\": \"6\"", "\"eta\": \"6\"")]
    [InlineData("\"depth\": \"6\"", "\"depth\": 6")]
    [InlineData("\"path\": \"model.pkl\"", "\"path\": \"../model.pkl\"")]
    [InlineData("\"path\": \"model.pkl\"", "\"path\": \"/model.pkl\"")]
    [InlineData("\"path\": \"model.pkl\"", "\"path\": \"plots/roc.png\"")]
    [InlineData("\"path\": \"model.pkl\"", "\"path\": \"other.pkl\"")]
    [InlineData("\"size\": 5", "\"size\": -5")]
    [InlineData("\"schema\": 1", "\"schema\": \"1\"")]
    [InlineData("\"schema\": 1,", "")]
    public void A_document_that_is_not_a_run_is_refused(string written, string forged)
    {
        var document = Text(RunDocument.Write(ExampleRun.WithEverything()));
        document.ShouldContain(written);
        Refused(document.Replace(written, forged)).ShouldContain("run.json");
    }

    [Theory]
    [InlineData("{\"name\":\"a\",\"step\":[0],\"at\":[0],\"value\":[]}")]
    [InlineData("{\"name\":\"a\",\"step\":[],\"at\":[],\"value\":[]}")]
    [InlineData("{\"name\":\"a\",\"step\":[0],\"at\":[9223372036854775807],\"value\":[1]}")]
    [InlineData("{\"name\":\"a\",\"step\":[0],\"value\":[1]}")]
    [InlineData("nonsense")]
    public void A_history_that_is_not_one_is_refused_with_its_line(string line)
    {
        var document = Encoding.UTF8.GetBytes($"{{\"name\":\"b\",\"step\":[0],\"at\":[0],\"value\":[1]}}\n{line}\n");
        Should.Throw<FormatException>(() => MetricLog.Read(document)).Message.ShouldStartWith("metrics.jsonl:2");
    }

    private static string Refused(string document) => Should.Throw<FormatException>(() => Read(document)).Message;

    private static Run Read(string document) => RunDocument.Read(Encoding.UTF8.GetBytes(document), []);

    private static string Text(byte[] document) => Encoding.UTF8.GetString(document);
}
