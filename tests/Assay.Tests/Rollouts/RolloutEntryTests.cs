using System.Text;
using Assay.Core.Gates;
using Assay.Core.Registry;
using Assay.Core.Rollouts;
using static Assay.Tests.Rollouts.SampleRollout;

namespace Assay.Tests.Rollouts;

public sealed class RolloutEntryTests
{
    private static readonly RolloutEntry _entry = new()
    {
        Plan = Plan with { SplitBy = new SplitKey(KeySource.Cookie, "user"), Salt = "5f3a" },
        State = new RolloutState(RolloutPhase.Step, 2, Noon, "every rule held"),
        Actor = "Ada",
        At = Noon,
        Evidence = new PromotionEvidence(Plan.Canary.Run, Outcome.Pass, Trust.Local),
        Analysis = StepAnalysis.Judge(Plan, Window(200, 700)),
    };

    [Fact]
    public void A_move_is_read_as_it_was_written()
    {
        var document = RolloutDocument.Write(_entry);

        var read = RolloutDocument.Read(document);

        RolloutDocument.Write(read).ShouldBe(document);
        read.Plan.Analysis.ShouldBe(Plan.Analysis);
        read.Plan.SplitBy.ShouldBe(_entry.Plan.SplitBy);
        read.State.ShouldBe(_entry.State);
        read.Analysis!.Rules.Length.ShouldBe(_entry.Analysis!.Rules.Length);
    }

    [Fact]
    public void The_image_that_was_seen_to_serve_is_kept_by_its_digests_and_an_older_move_has_none()
    {
        var seen = new ServedImage(Plan.Canary.ModelDigest, Plan.Stable!.ModelDigest);
        var move = new RolloutMove(_entry.State, []);

        var read = RolloutDocument.Read(RolloutDocument.Write(_entry.Moved(move, seen, "Ada", Noon)));

        read.Image.ShouldBe(seen);
        read.Moved(move, null, "Ada", Noon).Image.ShouldBe(seen);
        Encoding.UTF8.GetString(RolloutDocument.Write(read)).ShouldContain("\"config_digest\": \"sha256:bbbb");
        RolloutDocument.Read(RolloutDocument.Write(_entry)).Image.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "schema")]
    [InlineData("\"step\": 2", "\"step\": 9", "is in step 9 of 3")]
    [InlineData("error_rate <= 5%", "error_rate < > 5%", "not a move of a rollout")]
    [InlineData("    25,", "    5,", "expected shares that rise")]
    [InlineData("\"v1.1.0\"", "\"latest\"", "expected a version such as v1.4.0")]
    [InlineData("\"phase\": \"step\"", "\"phase\": \"done\"", "not a move of a rollout")]
    public void A_move_that_somebody_forged_is_refused_with_what_is_wrong(string from, string to, string message)
    {
        var text = Encoding.UTF8.GetString(RolloutDocument.Write(_entry));
        text.ShouldContain(from);

        Should
            .Throw<FormatException>(() => RolloutDocument.Read(Encoding.UTF8.GetBytes(text.Replace(from, to))))
            .Message.ShouldContain(message);
    }

    [Fact]
    public void The_fold_knows_what_serves_what_went_back_and_from_which_image()
    {
        var first = _entry with
        {
            Plan = Plan with { Id = "1", Canary = Plan.Stable! with { Image = "a:1" }, Stable = null },
        };
        var second = _entry with { Plan = Plan with { Id = "2" } };
        RolloutEntry Ends(RolloutEntry entry, RolloutPhase phase) =>
            entry with
            {
                State = entry.State with { Phase = phase },
            };

        var history = RolloutHistory.Fold([
            first,
            Ends(first, RolloutPhase.Promoted),
            second,
            Ends(second, RolloutPhase.RolledBack),
        ]);

        history.Serves!.Version.ShouldBe(Plan.Stable!.Version);
        history.ImageOf(Plan.Stable.Version).ShouldBe("a:1");
        history.WentBack.ShouldBe([Plan.Canary.Version]);
        history.UnderWay.ShouldBeNull();
        history.Of(Plan.Canary.Version).Single().State.Phase.ShouldBe(RolloutPhase.RolledBack);
        var put = RolloutHistory.Fold([.. history.Entries, Ends(second, RolloutPhase.Promoted)]);
        put.WentBack.ShouldBeEmpty();
        put.Serves!.Version.ShouldBe(Plan.Canary.Version);
    }
}
