using Assay.Git;

namespace Assay.Tests.Git;

public sealed class GitAnswerTests
{
    [Theory]
    [InlineData(
        "fatal: unable to access 'https://h/r/': The requested URL returned error: 403",
        nameof(GitFailure.Denied)
    )]
    [InlineData("fatal: Authentication failed for 'https://h/r/'", nameof(GitFailure.NoCredentials))]
    [InlineData(
        "fatal: could not read Username for 'https://h': terminal prompts disabled",
        nameof(GitFailure.NoCredentials)
    )]
    [InlineData(
        "git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.",
        nameof(GitFailure.NoCredentials)
    )]
    [InlineData(
        "fatal: unable to access 'https://h/r/': The requested URL returned error: 429",
        nameof(GitFailure.Transient)
    )]
    [InlineData(
        "error: RPC failed; HTTP 502 curl 22\nfatal: the remote end hung up unexpectedly",
        nameof(GitFailure.Transient)
    )]
    [InlineData("fatal: unable to access 'https://h/': Could not resolve host: h", nameof(GitFailure.Transient))]
    [InlineData("fatal: the receiving end does not support --atomic push", nameof(GitFailure.NotAtomic))]
    [InlineData("fatal: not a valid object name", nameof(GitFailure.Other))]
    public void A_failure_is_told_apart_by_what_may_be_done_about_it(string error, string failure) =>
        new GitResult(128, "", error).Failure.ToString().ShouldBe(failure);

    [Fact]
    public void A_reason_is_one_line_without_prefixes_hints_and_passwords() =>
        new GitResult(
            1,
            "",
            "To https://zoe:secret@h/r\nremote: no way   \nremote: no way\nhint: pull first\n"
                + "fatal: unable to access 'https://zoe:secret@h/r/': no\n"
        ).Reason.ShouldBe("no way; unable to access 'https://***@h/r/': no");

    [Theory]
    [InlineData("*\tabc:refs/assay/x\t[new reference]", nameof(PushResult.Done))]
    [InlineData("=\tabc:refs/assay/x\t[up to date]", nameof(PushResult.Done))]
    [InlineData("-\t:refs/assay/x\t[deleted]", nameof(PushResult.Done))]
    [InlineData(" \tabc:refs/assay/x\t1..2", nameof(PushResult.Done))]
    [InlineData("!\tabc:refs/assay/x\t[rejected] (stale info)", nameof(PushResult.Lost))]
    [InlineData("!\t(delete):refs/assay/x\t[rejected] (stale info)", nameof(PushResult.Lost))]
    [InlineData("!\tabc:refs/assay/x\t[remote rejected] (failed to update ref)", nameof(PushResult.Lost))]
    [InlineData("!\tabc:refs/assay/x\t[remote rejected] (hook declined)", nameof(PushResult.Refused))]
    [InlineData("!\tabc:refs/assay/x\t[remote rejected] (unpacker error)", nameof(PushResult.Refused))]
    public void What_became_of_a_ref_is_read_from_the_push(string line, string result)
    {
        var pushed = PushReport.Parse($"To origin\n{line}\nDone\n").ShouldHaveSingleItem();
        pushed.Name.ShouldBe("refs/assay/x");
        pushed.Result.ToString().ShouldBe(result);
    }
}
