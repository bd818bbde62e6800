using Assay.Core.Gates;
using Assay.Core.Registry;
using Assay.Core.Runs;
using Assay.Tests.Runs;
using static Assay.Tests.Registry.ExampleVersion;

namespace Assay.Tests.Registry;

public sealed class DecisionTests
{
    [Fact]
    public void A_run_becomes_the_next_version_or_the_one_asked_for()
    {
        Registration
            .Decide(Trained(2), [Of(0), Of(1)], null, VersionBump.Minor)
            .ShouldBe(new Registration.Create(SemanticVersion.Parse("v1.2.0")));
        Registration
            .Decide(Trained(2), [Of(0)], SemanticVersion.Parse("v3.0.0"), VersionBump.Minor)
            .ShouldBe(new Registration.Create(SemanticVersion.Parse("v3.0.0")));
    }

    [Fact]
    public void A_run_that_is_a_version_already_stays_that_version()
    {
        Registration
            .Decide(Trained(1), [Of(0), Of(1)], null, VersionBump.Major)
            .ShouldBe(new Registration.Already(Of(1)));
        Reason(Registration.Decide(Trained(1), [Of(1)], SemanticVersion.Parse("v9.0.0"), VersionBump.Minor))
            .ShouldBe($"run {ExampleRun.Id(1)} is churn@v1.1.0 already; a run has one version");
    }

    [Fact]
    public void A_version_that_is_taken_is_refused_with_the_next_free_one() =>
        Reason(Registration.Decide(Trained(2), [Of(0), Of(1)], Of(1).Version, VersionBump.Minor))
            .ShouldBe(
                $"churn@v1.1.0 is run {ExampleRun.Id(1)} already, and a version never moves; the next free one is v1.2.0"
            );

    [Fact]
    public void Runs_that_have_no_model_to_register_are_refused_with_why()
    {
        Reason(Registration.Decide(Judged(1), [], null, VersionBump.Minor)).ShouldContain($"is an evaluation");
        Reason(Registration.Decide(Trained(1) with { ModelDigest = null }, [], null, VersionBump.Minor))
            .ShouldContain("left no model");
        Reason(Registration.Decide(Trained(1) with { Status = RunStatus.Killed }, [], null, VersionBump.Minor))
            .ShouldContain("did not finish");
    }

    [Fact]
    public void A_version_with_a_passing_verdict_on_its_digest_goes()
    {
        var go = Decide(1, [Promoted(0)], [Judged(1, champion: 0)]).ShouldBeOfType<Promotion.Go>();
        go.Evidence.ShouldBe(new PromotionEvidence(ExampleRun.Id(101), Outcome.Pass, Trust.Local));
        go.Note.ShouldBeNull();
    }

    [Fact]
    public void A_verdict_on_another_model_does_not_count() =>
        Reason(Decide(1, [], [Judged(2)]))
            .ShouldContain($"make one with 'assay evaluate-gate --model churn --run {ExampleRun.Id(1)}'");

    [Fact]
    public void The_newest_verdict_counts_whatever_older_ones_said()
    {
        var failed = Judged(1, Outcome.Fail, Decision.Refuse, id: 300);
        var passed = Judged(1, id: 200);
        Decide(1, [], [failed, passed])
            .ShouldBeOfType<Promotion.No>()
            .Reason.ShouldStartWith("the verdict on churn@v1.1.0 is fail: worse by 0.02. When its cause is mended,");
        Decide(1, [], [passed, failed]).ShouldBeOfType<Promotion.Go>();
    }

    [Fact]
    public void A_verdict_that_the_policy_leaves_open_does_not_promote() =>
        Decide(1, [], [Judged(1, Outcome.Inconclusive, Decision.Neutral)])
            .ShouldBeOfType<Promotion.No>()
            .Reason.ShouldContain("is inconclusive");

    [Fact]
    public void A_version_that_is_there_already_needs_no_move() =>
        Decide(1, [Promoted(1)], []).ShouldBe(new Promotion.Already(Promoted(1)));

    [Fact]
    public void A_version_that_went_back_needs_a_reason_to_go_there_again()
    {
        Transition[] moves = [Promoted(0), Promoted(1), RolledBack(0)];
        Reason(Decide(1, moves, [Judged(1)])).ShouldContain("--override REASON");
        Decide(1, moves, [Judged(1)], "the data were wrong, not the model").ShouldBeOfType<Promotion.Go>();
    }

    [Fact]
    public void A_verdict_against_an_older_champion_is_pointed_out() =>
        Decide(2, [Promoted(0), Promoted(1)], [Judged(2, champion: 0)])
            .ShouldBeOfType<Promotion.Go>()
            .Note!.ShouldContain($"compared with run {ExampleRun.Id(0)}, and prod holds v1.1.0");

    private static Promotion Decide(int number, Transition[] moves, RunSummary[] runs, string? overriding = null) =>
        Promotion.Decide(Of(number), "prod", StageHistory.Fold(moves), runs, overriding);

    private static string Reason(Registration registration) =>
        registration.ShouldBeOfType<Registration.Refused>().Reason;

    private static string Reason(Promotion promotion) => promotion.ShouldBeOfType<Promotion.Refused>().Reason;
}
