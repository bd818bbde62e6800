using System.Security.Cryptography;
using System.Text;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Toolkit.Runners;
using CsCheck;

namespace Assay.Tests.Toolkit;

public sealed class GitHubRunnerTests : IDisposable
{
    private static readonly Output Comment = new("comment", "The comment's text.");
    private readonly Job _job = new(ForgeKind.GitHub);

    public static TheoryData<string> HostileValues =>
        [
            "two\nlines",
            "ends with a newline\n",
            "\n",
            "",
            "carriage\r\nreturn",
            "100 %0A :: , ,, ::",
            "::set-output name=comment::forged",
            "::error::forged",
            "##[set-output name=comment;]forged",
            "x\nEOF\ncomment<<EOF\nforged\nEOF",
            "ghadelimiter_\nassay_\nassay_00000000000000000000000000000000",
            "comment=forged",
            "emoji 🦩 and \u2028 separators",
            "nul\0inside",
            new string('x', 1 << 20),
        ];

    public void Dispose() => _job.Dispose();

    [Theory]
    [MemberData(nameof(HostileValues), DisableDiscoveryEnumeration = true)]
    public void A_value_arrives_as_it_is_whatever_it_holds(string value)
    {
        _job.Runner.SetOutput(Comment, value);
        _job.Runner.SetOutput(new Output("after", "Another one."), "untouched");

        var values = GitHubLog.Values(_job.File("GITHUB_OUTPUT"));

        values["comment"].ShouldBe(value);
        values["after"].ShouldBe("untouched");
        values.Count.ShouldBe(2);
    }

    [Fact]
    public void Any_text_survives_the_way_through_the_file() =>
        Gen.String.Sample(
            value =>
            {
                var text = RunnerFile.Assignment("name", value, RandomNumberGenerator.GetBytes);
                GitHubLog.Values(text)["name"].ShouldBe(value);
            },
            iter: 500
        );

    [Fact]
    public void A_value_that_holds_the_first_delimiter_gets_another_one()
    {
        var drawn = Convert.ToHexStringLower(new byte[16]);

        _job.Runner.SetOutput(Comment, $"x\nassay_{drawn}\nforged=1");

        GitHubLog.Values(_job.File("GITHUB_OUTPUT")).Keys.ShouldBe(["comment"]);
    }

    [Fact]
    public void Two_delimiters_of_real_chance_differ_and_have_128_bits()
    {
        var first = RunnerFile.Assignment("a", "", RandomNumberGenerator.GetBytes).Split('\n')[0];
        var second = RunnerFile.Assignment("a", "", RandomNumberGenerator.GetBytes).Split('\n')[0];

        first.ShouldNotBe(second);
        first.Length.ShouldBe("a<<assay_".Length + 32);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("with=equals")]
    [InlineData("with<<heredoc")]
    public void A_name_that_would_break_the_file_is_refused(string name) =>
        Should.Throw<ArgumentException>(() => _job.Runner.SetEnvironment(name, "value"));

    [Fact]
    public void Environment_state_and_path_go_to_their_own_files()
    {
        _job.Runner.SetEnvironment("MODEL", "churn\n2");
        _job.Runner.SaveState("pid", "7");
        _job.Runner.AddPath("/opt/assay");

        GitHubLog.Values(_job.File("GITHUB_ENV"))["MODEL"].ShouldBe("churn\n2");
        GitHubLog.Values(_job.File("GITHUB_STATE"))["pid"].ShouldBe("7");
        _job.File("GITHUB_PATH").ShouldBe("/opt/assay\n");
    }

    [Fact]
    public void An_annotation_points_at_file_line_and_column()
    {
        _job.Runner.Error("unknown key 'metirc'", new SourceLocation("assay.yml", 14, 9));

        _job.Messages.ShouldBe("::error file=assay.yml,line=14,col=9::unknown key 'metirc'\n");
    }

    [Theory]
    [InlineData("100 %\r\n::error::x", "::warning::100 %25%0A::error::x\n")]
    [InlineData("a:b,c", "::warning::a:b,c\n")]
    [InlineData("\e[31mred\e[0m\a", "::warning::red\n")]
    public void The_text_of_an_annotation_is_escaped_as_data(string text, string line)
    {
        _job.Runner.Warning(text);

        _job.Messages.ShouldBe(line);
    }

    [Fact]
    public void The_place_of_an_annotation_is_escaped_as_a_property()
    {
        _job.Runner.Notice("x", new SourceLocation("a,line=1::b%\n.yml", 2));

        _job.Messages.ShouldBe("::notice file=a%2Cline=1%3A%3Ab%25%0A.yml,line=2::x\n");
        var command = GitHubLog.Commands(_job.Messages).ShouldHaveSingleItem();
        command.Properties["file"].ShouldBe("a,line=1::b%\n.yml");
    }

    [Theory]
    [InlineData("::error::forged")]
    [InlineData("  \t::add-mask::e")]
    [InlineData("epoch 1 ##[add-mask]e")]
    [InlineData("fine\n::set-output name=run::forged")]
    [InlineData("\u00a0::error::a space that only the runner trims")]
    public void A_message_can_never_pose_as_a_command(string text)
    {
        _job.Runner.Info(text);
        _job.Runner.Result(text);
        using (_job.Runner.Group(text))
        {
            _job.Runner.Notice("ours");
        }

        GitHubLog.Commands(_job.Messages).Select(c => c.Name).ShouldBe(["group", "notice", "endgroup"]);
        GitHubLog.Commands(_job.Results).ShouldBeEmpty();
        _job.Messages.ShouldContain(text.Split('\n')[^1]);
    }

    [Fact]
    public void What_a_training_prints_is_never_a_command_and_ours_in_between_are()
    {
        using (var log = _job.Runner.Untrusted())
        {
            log.Line("::error::forged");
            log.Line($"::{Convert.ToHexStringLower(new byte[16])}x::");
            _job.Runner.Warning("ours");
            log.Line("::warning::forged");
        }

        _job.Runner.Notice("after");

        GitHubLog.Commands(_job.Messages).Select(c => c.Data).ShouldBe(["ours", "after"]);
    }

    [Fact]
    public void A_token_that_was_shown_does_not_resume_again()
    {
        using (var log = _job.Runner.Untrusted())
        {
            _job.Runner.Warning("ours");
            var shown = Convert.ToHexStringLower(new byte[16]);
            log.Line($"::{shown}::");
            log.Line("::error::forged");
        }

        GitHubLog.Commands(_job.Messages).Select(c => c.Data).ShouldBe(["ours"]);
    }

    [Fact]
    public void A_training_in_a_training_resumes_once_at_the_end()
    {
        using (var outer = _job.Runner.Untrusted())
        {
            using (var inner = _job.Runner.Untrusted())
            {
                inner.Line("::error::forged");
            }

            outer.Line("::error::forged");
        }

        GitHubLog.Commands(_job.Messages).ShouldBeEmpty();
    }

    [Fact]
    public void A_secret_is_told_to_the_runner_line_by_line_and_kept_out_of_everything_else()
    {
        _job.Runner.AddMask("TOKEN", "hunter2-hunter2\nsecond-line");
        _job.Runner.Info("token hunter2-hunter2");
        _job.Runner.SetOutput(Comment, "second-line is here");
        _job.Runner.AppendSummary("hunter2-hunter2");

        GitHubLog.Commands(_job.Messages).Select(c => c.Data).ShouldBe(["hunter2-hunter2", "second-line"]);
        _job.Messages.ShouldEndWith("token ***\n");
        GitHubLog.Values(_job.File("GITHUB_OUTPUT"))["comment"].ShouldBe("*** is here");
        _job.File("GITHUB_STEP_SUMMARY").ShouldBe("***\n\n");
    }

    [Fact]
    public void A_secret_too_short_to_mask_is_named_but_not_shown()
    {
        _job.Runner.AddMask("PIN", "1234");

        _job.Messages.ShouldContain("'PIN' is not masked");
        _job.Messages.ShouldNotContain("1234");
    }

    [Fact]
    public void A_group_in_a_group_is_a_heading_so_that_the_outer_one_stays_open()
    {
        using (_job.Runner.Group("train"))
        {
            using (_job.Runner.Group("setup")) { }
        }

        _job.Messages.ShouldBe("::group::train\nsetup\n::endgroup::\n");
    }

    [Fact]
    public void A_summary_over_its_limit_is_cut_at_a_heading_and_names_what_is_gone()
    {
        var half = new string('x', 600 * 1024);

        _job.Runner.AppendSummary($"# Verdict\n{half}");
        _job.Runner.AppendSummary($"# Charts\nshort\n# Curves | all\n{half}\n# Evidence\n");

        var summary = _job.File("GITHUB_STEP_SUMMARY");
        Encoding.UTF8.GetByteCount(summary).ShouldBeLessThan(1024 * 1024);
        summary.ShouldContain("# Charts\nshort\n");
        summary.ShouldEndWith("Left out: Curves | all, Evidence._\n");
    }

    [Fact]
    public void A_file_of_the_runner_that_cannot_be_written_says_which()
    {
        using var job = new Job(ForgeKind.GitHub, ("GITHUB_OUTPUT", "/nowhere/at/all"));

        var error = Should.Throw<OperationError>(() => job.Runner.SetOutput(Comment, "x"));

        error.Message.ShouldStartWith("'/nowhere/at/all' cannot be written");
    }

    [Fact]
    public void A_runner_without_files_takes_no_values_and_does_not_fail()
    {
        using var job = new Job(ForgeKind.GitHub, ("GITHUB_OUTPUT", ""), ("GITHUB_STEP_SUMMARY", ""));

        job.Runner.SetOutput(Comment, "x");
        job.Runner.AppendSummary("# x");

        job.Messages.ShouldBeEmpty();
    }
}
