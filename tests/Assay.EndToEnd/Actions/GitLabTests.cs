using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Assay.EndToEnd.Actions;

/// <summary>The templates of <c>workflows-templates/gitlab/</c> as GitLab's runner starts them, without a container.</summary>
public sealed partial class GitLabTests(GitLabPipelines pipelines) : IClassFixture<GitLabPipelines>
{
    [Fact]
    public async Task A_training_hands_its_run_to_the_jobs_after_it()
    {
        await pipelines.RanAsync();

        pipelines.Training.ExitCode.ShouldBe(0, pipelines.Training.Log);
        pipelines.Training.Variables["ASSAY_OUTPUT_STATUS"].ShouldBe("finished");
        pipelines.Training.Variables["ASSAY_OUTPUT_RUN_ID"].ShouldMatch("^[0-9a-f]{32}$");
        JsonDocument
            .Parse(pipelines.Training.Variables["ASSAY_OUTPUT_METRICS"])
            .RootElement.GetProperty("training_rows")
            .GetDouble()
            .ShouldBe(92);
    }

    [Fact]
    public async Task What_a_training_prints_folds_away_in_the_log()
    {
        await pipelines.RanAsync();

        var starts = SectionStart().Match(pipelines.Training.Log);
        starts.Success.ShouldBeTrue(pipelines.Training.Log);
        var printed = pipelines.Training.Log.IndexOf("trained on 92 flowers", StringComparison.Ordinal);
        var end = $"section_end:{starts.Groups["at"]}:{starts.Groups["name"]}";
        printed.ShouldBeGreaterThan(starts.Index);
        Regex
            .IsMatch(pipelines.Training.Log[printed..], @$"section_end:\d+:{starts.Groups["name"]}\r")
            .ShouldBeTrue(end);
    }

    [Fact]
    public async Task A_first_model_is_judged_registered_and_promoted_by_one_pipeline()
    {
        await pipelines.RanAsync();

        pipelines.First.ExitCode.ShouldBe(0, pipelines.First.Log);
        pipelines.First.Variables["ASSAY_OUTPUT_VERDICT"].ShouldBe("pass");
        pipelines.FirstSummary.ShouldContain("accuracy");
        pipelines.Registration.ExitCode.ShouldBe(0, pipelines.Registration.Log);
        pipelines.Registration.Variables["ASSAY_OUTPUT_TAG"].ShouldBe("iris@v1.0.0");
        pipelines.Promotion.ExitCode.ShouldBe(0, pipelines.Promotion.Log);
        pipelines.Promotion.Variables["ASSAY_OUTPUT_MOVED"].ShouldBe("true");
    }

    [Fact]
    public async Task A_worse_model_stops_its_merge_request_whose_outputs_are_there_all_the_same()
    {
        await pipelines.RanAsync();

        pipelines.Stopped.ExitCode.ShouldBe(1, pipelines.Stopped.Log);
        pipelines.Stopped.Variables["ASSAY_OUTPUT_VERDICT"].ShouldBe("fail");
        pipelines.Stopped.Variables["ASSAY_OUTPUT_HEADLINE"].ShouldContain("worse by more than 0.1");
        pipelines.Last.File("assay-summary.md").ShouldContain("v1.0.0");
        pipelines.Last.File(".assay/reports/iris/report.html").ShouldContain("<svg");
    }

    [Fact]
    public async Task The_gates_rules_are_tests_that_the_merge_request_shows()
    {
        await pipelines.RanAsync();

        var suite = XDocument.Parse(pipelines.Last.File("assay-junit-gate-iris.xml")).Root!.Element("testsuite")!;
        suite.Attribute("name")!.Value.ShouldBe("gate iris");
        var failed = suite.Elements().Where(c => c.Element("failure") is not null).ToList();
        failed.Select(c => c.Attribute("name")!.Value).ShouldContain("accuracy >= 0.9");
        failed[0].Element("failure")!.Attribute("message")!.Value.ShouldContain("accuracy");
    }

    [Fact]
    public async Task The_jobs_token_is_in_no_log_and_in_no_file_of_the_job()
    {
        await pipelines.RanAsync();

        var texts = Directory
            .EnumerateFiles(pipelines.Last.Project, "assay*")
            .Select(File.ReadAllText)
            .Concat([pipelines.Training.Log, pipelines.First.Log, pipelines.Stopped.Log]);
        texts.ShouldAllBe(text => !text.Contains(Machine.GitServer.Password));
    }

    // As gitlab-org/gitlab recognises the start of a section in a trace.
    [GeneratedRegex(@"section_start:(?<at>\d+):(?<name>[a-zA-Z0-9_.-]+)\r\x1b\[0K\x1b\[1mTraining iris")]
    private static partial Regex SectionStart();
}
