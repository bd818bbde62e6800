using Assay.Forges;

namespace Assay.EndToEnd.Forges;

/// <summary>One issue a model and cause, on GitHub and on GitLab.</summary>
public sealed class IssueTests
{
    private const string Marker = "<!-- assay:issue:v1 cause=drift model=churn -->";

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task It_is_opened_written_anew_closed_and_opened_again(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        var forge = under.Open();
        (await SetAsync(forge, "fine", isOpen: false)).ShouldBeNull();
        under.Server.Issues.ShouldBeEmpty();

        var opened = await SetAsync(forge, "3 columns drifted", isOpen: true);
        await SetAsync(forge, "4 columns drifted", isOpen: true);
        var one = under.Server.Issues.Values.ShouldHaveSingleItem();
        one.ShouldBe(
            new LoopbackIssue(opened!.Number, "churn drifts", $"{Marker}\n4 columns drifted", true, "assay", 41)
        );

        await SetAsync(forge, "fine again", isOpen: false);
        under.Server.Issues.Values.ShouldHaveSingleItem().Open.ShouldBeFalse();
        var before = under.Server.Requests.Count;
        await SetAsync(forge, "still fine", isOpen: false);
        under.Server.Requests.Skip(before).ShouldAllBe(r => r.StartsWith("GET"));
        await SetAsync(forge, "5 columns drifted", isOpen: true);
        under.Server.Issues.Values.ShouldHaveSingleItem().ShouldBe(one with { Body = $"{Marker}\n5 columns drifted" });
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task Somebody_elses_issue_with_our_marker_is_left_alone(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        var theirs = new LoopbackIssue(1, "fine", $"{Marker}\nall is well", false, "assay", Author: 666);
        under.Server.Issues[1] = theirs;
        await SetAsync(under.Open(), "3 columns drifted", isOpen: true);
        under.Server.Issues[1].ShouldBe(theirs);
        under.Server.Issues.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task Of_two_the_older_stays_open(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        under.Server.Issues[1] = new LoopbackIssue(1, "a", $"{Marker}\na", true, "assay", under.Server.User);
        under.Server.Issues[2] = new LoopbackIssue(2, "b", $"{Marker}\nb", true, "assay", under.Server.User);
        await SetAsync(under.Open(), "drift", isOpen: true);
        (under.Server.Issues[1].Open, under.Server.Issues[2].Open).ShouldBe((true, false));
        under.Server.Issues[1].Body.ShouldEndWith("drift");
    }

    private static Task<ForgeIssue?> SetAsync(IForge forge, string body, bool isOpen) =>
        OneIssue.SetAsync(forge, Marker, "churn drifts", body, isOpen, TestContext.Current.CancellationToken);
}
