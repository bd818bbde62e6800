using Assay.Core.Registry;
using CsCheck;
using static Assay.Tests.Registry.ExampleVersion;

namespace Assay.Tests.Registry;

public sealed class StageHistoryTests
{
    [Fact]
    public void A_stage_holds_what_was_promoted_last()
    {
        var history = StageHistory.Fold([Promoted(0), Promoted(1)]);
        history.Current.ShouldBe(Of(1).Version);
        history.LastGood!.Version.ShouldBe(Of(0).Version);
        history.WentBack.ShouldBeEmpty();
    }

    [Fact]
    public void The_first_version_has_nothing_to_go_back_to()
    {
        StageHistory.Empty.LastGood.ShouldBeNull();
        StageHistory.Fold([Promoted(0)]).LastGood.ShouldBeNull();
    }

    [Fact]
    public void A_second_rollback_goes_one_further_and_never_back_to_what_was_bad()
    {
        var once = StageHistory.Fold([Promoted(0), Promoted(1), Promoted(2), RolledBack(1)]);
        once.WentBack.ShouldBe([Of(2).Version]);
        once.LastGood!.Version.ShouldBe(Of(0).Version);

        var twice = once.Add(RolledBack(0));
        twice.LastGood.ShouldBeNull();
    }

    [Fact]
    public void After_a_rollback_a_new_version_goes_back_past_the_bad_one()
    {
        var history = StageHistory.Fold([Promoted(0), Promoted(1), RolledBack(0), Promoted(2)]);
        history.LastGood!.Version.ShouldBe(Of(0).Version);
    }

    [Fact]
    public void A_version_that_is_promoted_again_on_purpose_no_longer_counts_as_gone_back()
    {
        var again = StageHistory.Fold([Promoted(0), Promoted(1), RolledBack(0), Promoted(1)]);
        again.Current.ShouldBe(Of(1).Version);
        again.WentBack.ShouldBeEmpty();
    }

    [Fact]
    public void Rolling_back_ends_and_never_offers_a_version_that_went_back() =>
        Gen.Int[0, 4]
            .Array[1, 12]
            .Sample(numbers =>
            {
                var history = StageHistory.Fold(numbers.Select(Promoted));
                var steps = 0;
                while (history.LastGood is { } good)
                {
                    history.WentBack.ShouldNotContain(good.Version);
                    good.Version.ShouldNotBe(history.Current);
                    history = history.Add(good with { Kind = TransitionKind.Rollback });
                    steps++;
                }

                steps.ShouldBe(numbers.Distinct().Count() - 1);
            });
}
