using System.Collections.Immutable;
using Assay.Core.Registry;
using Assay.Tests.Runs;
using static Assay.Tests.Registry.ExampleVersion;

namespace Assay.Tests.Registry;

public sealed class TagPlanTests
{
    [Fact]
    public void Versions_and_stages_without_tags_get_them_in_the_order_of_what_happened()
    {
        var planned = Missing([Promoted(0), Promoted(1)]);
        planned.Select(p => p.Tag.ToString()).ShouldBe(["churn@v1.0.0", "churn@v1.1.0", "churn#prod#1"]);
        planned.Select(p => p.Commit).ShouldBe(["commit 0", "commit 1", "commit 1"]);
        planned[2].Message.ShouldBe("Assigning stage prod to artifact churn version v1.1.0");
    }

    [Fact]
    public void No_two_tags_share_a_second_and_none_is_before_the_newest()
    {
        var newest = ExampleRun.Noon.AddHours(1);
        Missing([Promoted(0)], newest: newest)
            .Select(p => p.At)
            .ShouldBe([newest.AddSeconds(1), newest.AddSeconds(2), newest.AddSeconds(3)]);
    }

    [Fact]
    public void What_has_its_tag_gets_no_other() =>
        Missing([Promoted(0)], [At("churn@v1.0.0", 0), At("churn@v1.1.0", 1), At("churn#prod#1", 0)]).ShouldBeEmpty();

    [Fact]
    public void A_stage_that_moved_back_is_assigned_again_with_the_next_counter()
    {
        TagOnCommit[] tags =
        [
            At("churn@v1.0.0", 0),
            At("churn@v1.1.0", 1),
            At("churn#prod#1", 0),
            At("churn#prod#2", 1),
            At("churn#dev#7", 1),
        ];
        var planned = Missing([Promoted(0), Promoted(1), RolledBack(0)], tags).ShouldHaveSingleItem();
        planned.Tag.ToString().ShouldBe("churn#prod#8");
        planned.Commit.ShouldBe("commit 0");
    }

    [Fact]
    public void A_tag_on_a_commit_means_the_newest_clean_run_of_that_commit()
    {
        var commit = Of(1).CodeCommit!;
        var (dirty, clean, older) = (Trained(3), Trained(2), Trained(1));
        var runs = new[]
        {
            dirty with
            {
                Code = new(commit, "main", Dirty: true),
            },
            clean with
            {
                Code = new(commit, "main", Dirty: false),
            },
            older with
            {
                Code = new(commit, "main", Dirty: false),
            },
        };
        TagOnCommit[] tags =
        [
            new(GtoGrammar.Read("churn@v2.0.0")!, commit),
            new(GtoGrammar.Read("churn@v3.0.0")!, "another commit"),
            new(GtoGrammar.Read("churn@v1.1.0")!, commit),
            new(GtoGrammar.Read("churn@v4.0.0")!, commit),
            new(GtoGrammar.Read("churn@v4.0.0!")!, commit),
        ];
        TaggedVersions
            .Find(tags, [Of(1)], runs)
            .Select(found => (found.Tag.Tag.ToString(), found.Run?.Id))
            .ShouldBe([("churn@v2.0.0", clean.Id), ("churn@v3.0.0", null)]);
    }

    private static ImmutableArray<PlannedTag> Missing(
        Transition[] moves,
        TagOnCommit[]? tags = null,
        DateTimeOffset? newest = null
    ) => TagPlan.Missing([(Of(0), "commit 0"), (Of(1), "commit 1")], [StageHistory.Fold(moves)], tags ?? [], newest);

    private static TagOnCommit At(string tag, int number) => new(GtoGrammar.Read(tag)!, $"commit {number}");
}
