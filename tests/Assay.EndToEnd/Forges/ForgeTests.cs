using System.Text.Json.Nodes;
using Assay.Forges;
using Assay.Toolkit;
using Assay.Toolkit.Runners;

namespace Assay.EndToEnd.Forges;

/// <summary>What any forge must do; each test runs on GitHub and on GitLab.</summary>
public sealed class ForgeTests
{
    private const string Marker = "<!-- assay:report:v1 -->";
    private const string Sha = "3f9c2a1b6d0e4f5a8b7c9d0e1f2a3b4c5d6e7f80";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_comment_is_made_once_and_then_written_anew(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        var forge = under.Open();
        var first = await OneComment.SetAsync(forge, 7, Marker, Says("one"), Token);
        var second = await OneComment.SetAsync(forge, 7, Marker, Says("two"), Token);
        second!.Id.ShouldBe(first!.Id);
        under.Server.Comments.Values.ShouldHaveSingleItem().Body.ShouldBe($"{Marker}\ntwo\n");
        var before = under.Server.Requests.Count;
        await OneComment.SetAsync(forge, 7, Marker, Says("two"), Token);
        under.Server.Requests.Skip(before).ShouldAllBe(r => r.StartsWith("GET"));
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task Somebody_elses_comment_with_our_marker_is_left_alone(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        under.Server.Comments[1] = new LoopbackComment(1, 7, $"{Marker}\n✅ pass", Author: 666);
        await OneComment.SetAsync(under.Open(), 7, Marker, Says("fail"), Token);
        under.Server.Comments[1].Body.ShouldBe($"{Marker}\n✅ pass");
        under.Server.Comments.Values.Single(c => c.Author != 666).Body.ShouldContain("fail");
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_comment_is_found_behind_three_hundred_others(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        for (var id = 1; id <= 300; id++)
        {
            under.Server.Comments[id] = new LoopbackComment(id, 7, "looks good to me", Author: 5);
        }

        under.Server.Comments[301] = new LoopbackComment(301, 7, $"{Marker}\nold", under.Server.User);
        await OneComment.SetAsync(under.Open(), 7, Marker, Says("new"), Token);
        under.Server.Comments[301].Body.ShouldContain("new");
        under.Server.Comments.Count.ShouldBe(301);
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task Of_two_comments_made_at_once_the_older_stays(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        under.Server.Comments[1] = new LoopbackComment(1, 7, $"{Marker}\na", under.Server.User);
        under.Server.Comments[2] = new LoopbackComment(2, 7, $"{Marker}\nb", under.Server.User);
        await OneComment.SetAsync(under.Open(), 7, Marker, Says("c"), Token);
        under
            .Server.Comments.Values.ShouldHaveSingleItem()
            .ShouldBe(new LoopbackComment(1, 7, $"{Marker}\nc\n", under.Server.User));
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_forge_that_fails_every_third_request_changes_nothing_but_the_time(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        var forge = under.Open();
        // Also when the work was done and its answer was lost.
        under.Server.Faults = (n, _) =>
            n % 3 == 0 ? new Fault(LoopbackAnswer.Of(n % 2 == 0 ? 502 : 0), Before: n % 4 < 2) : null;
        for (var i = 0; i < 10; i++)
        {
            await OneComment.SetAsync(forge, 7, Marker, Says($"number {i}"), Token);
            await forge.SetCheckAsync(Check(CheckConclusion.Success), Token);
        }

        under.Server.Comments.Values.ShouldHaveSingleItem().Body.ShouldContain("number 9");
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_busy_forge_is_asked_again_when_it_says(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        under.Server.Faults = (n, _) =>
            n switch
            {
                1 => Busy(429, "1"),
                2 => Busy(403, "0"),
                _ => null,
            };
        await under.Open().AddCommentAsync(7, "text", Token);
        under.Server.Comments.Count.ShouldBe(1);
        under.Server.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_forge_that_asks_for_an_hour_is_not_waited_for(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        under.Server.Faults = (_, _) => Busy(429, "3600");
        var error = await Should.ThrowAsync<OperationError>(() => under.Open().AddCommentAsync(7, "text", Token));
        error.Message.ShouldContain("write the");
        under.Server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task What_the_token_may_not_do_says_which_permission_would_do(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        under.Server.Forbidden.UnionWith(["/issues", "/merge_requests"]);
        var error = await Should.ThrowAsync<ForgeRefusal>(() => under.Open().AddCommentAsync(7, "text", Token));
        error.Message.ShouldContain(kind == "GitHub" ? "'pull-requests: write'" : "scope 'api'");
        under.Server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_pull_request_is_found_by_the_branch_that_it_comes_from(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        under.Server.Pulls[7] = new LoopbackPull(7, Sha, "better", "mallory/churn");
        under.Server.Pulls[8] = new LoopbackPull(8, Sha, "better", LoopbackForge.Repository);
        var forge = under.Open();
        var found = await forge.PullRequestsFromAsync("mallory/churn", "better", Token);
        found
            .ShouldHaveSingleItem()
            .ShouldBe(new ForgePullRequest(7, Sha, "better", "mallory/churn", "main", IsOpen: true));
        (await forge.PullRequestAsync(9, Token)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(ForgeUnderTest.Both), MemberType = typeof(ForgeUnderTest))]
    public async Task A_picture_is_uploaded_where_a_persons_token_allows_it(string kind)
    {
        using var under = ForgeUnderTest.Start(kind);
        var address = await under.Open().UploadAsync("roc-light.png", [1, 2, 3], Token);
        address.ShouldNotBeNull().Scheme.ShouldStartWith("http");
        var (name, content) = under.Server.Uploads.ShouldHaveSingleItem();
        name.ShouldBe("roc-light.png");
        content.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_check_takes_any_number_of_annotations_and_is_one_check_when_set_again()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        var forge = under.Open();
        var many = Enumerable
            .Range(1, 120)
            .Select(n => new CheckAnnotation("assay.yml", n, Severity.Error, $"rule {n}"));
        await forge.SetCheckAsync(Check(CheckConclusion.Failure) with { Annotations = [.. many] }, Token);
        await forge.SetCheckAsync(Check(CheckConclusion.Success), Token);
        var check = under.Server.Checks.Values.ShouldHaveSingleItem();
        ((string?)check["conclusion"]).ShouldBe("success");
        check["annotations"]!.AsArray().Count.ShouldBe(120);
        ((string?)check["name"]).ShouldBe("assay");
    }

    [Fact]
    public async Task A_token_without_checks_sets_a_status()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        under.Server.Forbidden.Add("/check-runs");
        await under.Open().SetCheckAsync(Check(CheckConclusion.Neutral), Token);
        StateAndContext(under.Server.Statuses.ShouldHaveSingleItem()).ShouldBe(("success", "assay"));
        under.Server.Forbidden.Add("/statuses");
        var refusal = await Should.ThrowAsync<ForgeRefusal>(() =>
            under.Open().SetCheckAsync(Check(CheckConclusion.Failure), Token)
        );
        refusal.Message.ShouldContain("'checks: write'");
    }

    [Fact]
    public async Task A_status_on_GitLab_is_set_twice_without_complaint()
    {
        using var under = ForgeUnderTest.Start("GitLab");
        var forge = under.Open();
        await forge.SetCheckAsync(Check(CheckConclusion.Success), Token);
        await forge.SetCheckAsync(Check(CheckConclusion.Success), Token);
        ((string?)under.Server.Statuses.ShouldHaveSingleItem()["state"]).ShouldBe("success");
    }

    [Fact]
    public async Task GitLabs_own_token_writes_no_note_and_the_message_says_which_would()
    {
        using var under = ForgeUnderTest.Start("GitLab");
        var forge = under.Open(LoopbackGitLab.JobToken);
        var refusal = await Should.ThrowAsync<ForgeRefusal>(() =>
            OneComment.SetAsync(forge, 7, Marker, Says("one"), Token)
        );
        refusal.Message.ShouldContain("ASSAY_TOKEN");
        (await forge.UploadAsync("a.png", [1], Token)).ShouldBeNull();
    }

    private static Fault Busy(int status, string after) =>
        new(
            LoopbackAnswer.Of(status, new JsonObject { ["message"] = "You have exceeded a secondary rate limit" }) with
            {
                Headers = new() { ["Retry-After"] = after },
            }
        );

    private static ForgeCheck Check(CheckConclusion conclusion) =>
        new(Sha, conclusion, "churn · pass", "summary", new Uri("https://github.com/acme/churn/actions/runs/1"), []);

    private static Func<string?, CancellationToken, Task<string?>> Says(string text) =>
        (_, _) => Task.FromResult<string?>($"{Marker}\n{text}\n");

    private static (string?, string?) StateAndContext(JsonObject status) =>
        ((string?)status["state"], (string?)status["context"]);
}
