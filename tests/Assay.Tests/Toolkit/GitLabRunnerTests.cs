using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Toolkit.Runners;

namespace Assay.Tests.Toolkit;

public sealed partial class GitLabRunnerTests : IDisposable
{
    private readonly Job _job = new(ForgeKind.GitLab);

    public void Dispose() => _job.Dispose();

    [Fact]
    public void A_group_is_a_section_with_a_safe_and_unique_name()
    {
        using (_job.Runner.Group("Train: churn/ü"))
        using (_job.Runner.Group("Train: churn/ü")) { }

        _job.Messages.ShouldBe(
            "\e[0Ksection_start:1767323045:assay_1_train__churn__\r\e[0K\e[1mTrain: churn/ü\e[0m\n"
                + "\e[0Ksection_start:1767323045:assay_2_train__churn__\r\e[0K\e[1mTrain: churn/ü\e[0m\n"
                + "\e[0Ksection_end:1767323045:assay_2_train__churn__\r\e[0K\n"
                + "\e[0Ksection_end:1767323045:assay_1_train__churn__\r\e[0K\n"
        );
    }

    [Fact]
    public void What_a_training_prints_opens_and_closes_no_section()
    {
        using (var log = _job.Runner.Untrusted())
        {
            log.Line("\e[0Ksection_end:1767323045:assay_1_train\r\e[0K");
            log.Line("\e[0Ksection_start:1:x\r\e[0Kheader\e[2J");
            log.Line("\e[32mgreen\e[0m");
        }

        Section().IsMatch(_job.Messages).ShouldBeFalse();
        _job.Messages.ShouldEndWith("header\n\e[32mgreen\e[0m\n");
    }

    [Fact]
    public void An_annotation_is_a_coloured_line_that_an_editor_can_follow()
    {
        _job.Runner.Error("unknown key 'metirc'", new SourceLocation("assay.yml", 14, 9));

        _job.Messages.ShouldBe("assay.yml:14:9: \e[31merror\e[0m: unknown key 'metirc'\n");
    }

    [Fact]
    public void An_annotation_with_a_place_is_in_the_code_quality_report()
    {
        _job.Runner.Error("unknown key 'metirc'", new SourceLocation("assay.yml", 14, 9));
        _job.Runner.Warning("no place");
        _job.Runner.Notice("whole file", new SourceLocation("data.csv"));

        var findings = JsonNode.Parse(_job.File("assay-code-quality.json"))!.AsArray();

        findings.Count.ShouldBe(2);
        findings[0]!["description"]!.GetValue<string>().ShouldBe("unknown key 'metirc'");
        findings[0]!["severity"]!.GetValue<string>().ShouldBe("major");
        findings[0]!["location"]!["lines"]!["begin"]!.GetValue<int>().ShouldBe(14);
        findings[1]!["location"]!["path"]!.GetValue<string>().ShouldBe("data.csv");
        findings[0]!["fingerprint"]!.GetValue<string>().ShouldNotBe(findings[1]!["fingerprint"]!.GetValue<string>());
    }

    [Fact]
    public void An_output_is_a_variable_for_later_jobs()
    {
        _job.Runner.SetOutput(new Output("run-id", "The run."), "0199a1c4");
        _job.Runner.SetOutput(new Output("sum", "Has an equals sign."), "a = b # c");

        _job.File("assay.env").ShouldBe("ASSAY_OUTPUT_RUN_ID=0199a1c4\nASSAY_OUTPUT_SUM=a = b # c\n");
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData(" leading space")]
    [InlineData("nul\0")]
    [InlineData("x\nFORGED=1")]
    [InlineData("{\"$CI_JOB_TOKEN\": 1}")]
    public void A_value_that_no_line_can_hold_is_in_base64_and_says_so(string value)
    {
        _job.Runner.SetOutput(new Output("comment", "The comment."), value);

        var line = _job.File("assay.env").TrimEnd('\n');
        line.ShouldStartWith("ASSAY_OUTPUT_COMMENT_BASE64=");
        Encoding.UTF8.GetString(Convert.FromBase64String(line.Split('=', 2)[1])).ShouldBe(value);
        _job.Messages.ShouldContain("ASSAY_OUTPUT_COMMENT_BASE64");
    }

    [Fact]
    public void An_output_that_would_make_GitLab_refuse_all_of_them_is_left_out_and_named()
    {
        _job.Runner.SetOutput(new Output("run", "The run."), "0199a1c4");
        _job.Runner.SetOutput(new Output("comment", "The comment."), new string('x', 6000));
        _job.Runner.SetOutput(new Output("verdict", "The verdict."), "pass");

        _job.File("assay.env").ShouldBe("ASSAY_OUTPUT_RUN=0199a1c4\nASSAY_OUTPUT_VERDICT=pass\n");
        _job.Messages.ShouldContain("warning\e[0m: ASSAY_OUTPUT_COMMENT is not in 'assay.env'");
    }

    [Fact]
    public void Of_more_outputs_than_GitLab_takes_the_longest_are_left_out_and_named()
    {
        File.WriteAllLines(Path.Combine(_job.Folder, "assay.env"), Enumerable.Range(0, 18).Select(i => $"OWN_{i}={i}"));
        _job.Runner.SetOutput(new Output("metrics", "The metrics."), """{"roc_auc":0.85}""");
        _job.Runner.SetOutput(new Output("verdict", "The verdict."), "pass");
        _job.Runner.SetOutput(new Output("version", "The version."), "v1.1.0");

        var lines = _job.File("assay.env").TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(20);
        lines[17..].ShouldBe(["OWN_17=17", "ASSAY_OUTPUT_VERDICT=pass", "ASSAY_OUTPUT_VERSION=v1.1.0"]);
        _job.Messages.ShouldContain("ASSAY_OUTPUT_METRICS is not in 'assay.env': GitLab takes 20 variables");
    }

    [Fact]
    public void What_the_job_wrote_itself_is_never_left_out_for_an_output()
    {
        var own = Enumerable.Range(0, 20).Select(i => $"OWN_{i}={i}").ToArray();
        File.WriteAllLines(Path.Combine(_job.Folder, "assay.env"), own);
        _job.Runner.SetOutput(new Output("verdict", "The verdict."), "pass");

        _job.File("assay.env").TrimEnd('\n').Split('\n').ShouldBe(own);
        _job.Messages.ShouldContain("ASSAY_OUTPUT_VERDICT is not in 'assay.env'");
    }

    [Fact]
    public void An_output_set_twice_has_the_last_value()
    {
        _job.Runner.SetOutput(new Output("run-id", "The run."), "two\nlines");
        _job.Runner.SetOutput(new Output("run-id", "The run."), "0199a1c4");

        _job.File("assay.env").ShouldBe("ASSAY_OUTPUT_RUN_ID=0199a1c4\n");
    }

    [Fact]
    public void The_summary_is_a_file_that_grows_without_its_secrets()
    {
        _job.Runner.AddMask("TOKEN", "hunter2");
        _job.Runner.AppendSummary("# One hunter2");
        _job.Runner.AppendSummary("# Two");

        _job.File("assay-summary.md").ShouldBe("# One ***\n\n# Two\n\n");
    }

    [Fact]
    public void Checks_are_tests_that_GitLab_can_show()
    {
        CheckCase[] cases =
        [
            new("roc_auc >= 0.8", CheckOutcome.Passed, "0.846"),
            new("log_loss <= champion * 1.02", CheckOutcome.Failed, "0.5 <&> hunter2\e[31m", "n 2,113"),
            new("slices", CheckOutcome.Skipped),
            new("latency", CheckOutcome.Broken, "not measured"),
        ];
        _job.Runner.AddMask("TOKEN", "hunter2");

        _job.Runner.Report(new CheckReport("gate churn/é", [.. cases], TimeSpan.FromSeconds(1.5)));

        var suite = XDocument.Parse(_job.File("assay-junit-gate-churn--.xml")).Root!.Element("testsuite")!;
        suite.Attribute("tests")!.Value.ShouldBe("4");
        suite.Attribute("failures")!.Value.ShouldBe("1");
        suite.Attribute("errors")!.Value.ShouldBe("1");
        suite.Attribute("skipped")!.Value.ShouldBe("1");
        suite.Attribute("time")!.Value.ShouldBe("1.5");
        suite.Elements().Select(c => c.Attribute("name")!.Value).ShouldBe(cases.Select(c => c.Name));
        var failure = suite.Descendants("failure").ShouldHaveSingleItem();
        failure.Attribute("message")!.Value.ShouldBe("0.5 <&> ***");
        failure.Value.ShouldBe("n 2,113");
    }

    // As gitlab-org/gitlab recognises a section in a trace.
    [GeneratedRegex(@"section_(start|end):(\d+):([a-zA-Z0-9_.-]+)(\[[^\]]*\])?\r\x1b\[0K")]
    private static partial Regex Section();
}
