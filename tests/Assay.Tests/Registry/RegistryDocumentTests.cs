using System.Text;
using Assay.Core.Registry;
using Assay.Tests.Runs;
using static Assay.Tests.Registry.ExampleVersion;

namespace Assay.Tests.Registry;

public sealed class RegistryDocumentTests
{
    [Fact]
    public void A_move_reads_as_people_expect()
    {
        var text = Encoding.UTF8.GetString(TransitionDocument.Write(Promoted(1) with { Reason = "spring campaign" }));
        text.ShouldBe(
            $$"""
            {
              "schema": 1,
              "model": "churn",
              "stage": "prod",
              "kind": "promote",
              "version": "v1.1.0",
              "run": "{{ExampleRun.Id(1)}}",
              "model_digest": "{{ExampleRun.Digest("model 1")}}",
              "evidence": {
                "run": "{{ExampleRun.Id(101)}}",
                "outcome": "pass",
                "trust": "local"
              },
              "actor": "zoe",
              "at": "2026-03-03T12:00:00.000Z",
              "reason": "spring campaign"
            }

            """
        );
    }

    [Fact]
    public void A_move_reads_back_as_it_was_written()
    {
        var move = RolledBack(1) with { Override = "why", LedgerHead = "0a1b" };
        TransitionDocument.Read(TransitionDocument.Write(move)).ShouldBe(move);
    }

    [Fact]
    public void A_move_of_a_newer_schema_is_refused_by_name() =>
        Should
            .Throw<FormatException>(() => TransitionDocument.Read("{\"schema\":2}"u8))
            .Message.ShouldStartWith("transition.json has schema 2, newer than 1");

    [Fact]
    public void A_version_is_told_by_the_trailers_of_its_commit()
    {
        var version = Of(1) with { Actor = "zoe\nAssay-Version: v9.9.9" };
        var message = VersionMessage.Write(version);
        message.ShouldStartWith("register churn@v1.1.0\n\nAssay-Model: churn\nAssay-Version: v1.1.0\n");
        var read = VersionMessage.Read(message, ExampleRun.Noon);
        read.ShouldBe(version with { Actor = "zoe Assay-Version: v9.9.9" });
    }

    [Fact]
    public void A_commit_without_them_is_no_version() =>
        VersionMessage.Read("fix: typo\n", ExampleRun.Noon).ShouldBeNull();
}
