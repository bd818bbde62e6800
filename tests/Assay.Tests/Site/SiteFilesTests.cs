using System.Text.Json;
using Assay.Core.Registry;
using Assay.Core.Runs;
using Assay.Core.Site;
using Assay.Tests.Reports;
using Assay.Tests.Runs;
using CsCheck;

namespace Assay.Tests.Site;

public sealed class SiteFilesTests
{
    private static readonly SiteContent _empty = new()
    {
        Repository = "acme/models",
        Program = "1.0.0",
        At = ExampleRun.Noon,
    };

    [Fact]
    public void A_repository_without_anything_has_a_page_its_scripts_and_no_runs()
    {
        var files = SiteFiles.Of(_empty).ToDictionary(f => f.Path, f => f.Text);

        files.Keys.ShouldContain("index.html");
        files.Keys.ShouldContain("data/site.js");
        files.Keys.ShouldNotContain("data/runs-0.js");
        Value(files["data/site.js"]).GetProperty("parts").GetInt32().ShouldBe(0);
        files["index.html"].ShouldContain("default-src 'none'; script-src 'self'");
    }

    [Fact]
    public void The_page_names_only_files_of_its_own_folder_and_each_of_them_is_there()
    {
        var files = SiteFiles.Of(_empty).ToDictionary(f => f.Path, f => f.Text);

        var named = files["index.html"]
            .Split('"')
            .Where(part => part.StartsWith("assets/", StringComparison.Ordinal))
            .ToList();

        named.ShouldBe(files.Keys.Where(k => k.StartsWith("assets/", StringComparison.Ordinal)), ignoreOrder: true);
        files.Values.ShouldAllBe(text =>
            !text.Contains("http://", StringComparison.Ordinal)
            || text.Contains("www.w3.org/2000/svg", StringComparison.Ordinal)
        );
        files.Values.ShouldAllBe(text => !text.Contains("https://", StringComparison.Ordinal));
        files.Values.ShouldAllBe(text => !text.Contains("innerHTML", StringComparison.Ordinal));
    }

    [Fact]
    public void Scripts_and_style_are_small() =>
        SiteFiles
            .Of(_empty)
            .Where(f => f.Path.StartsWith("assets/", StringComparison.Ordinal))
            .Sum(f => f.Text.Length)
            .ShouldBeLessThan(80_000);

    [Fact]
    public void Runs_are_rows_that_name_shared_texts_by_their_place()
    {
        RunSummary[] runs =
        [
            RunSummary.Of(ExampleRun.WithEverything(), "c0ffee"),
            RunSummary.Of(ExampleRun.Finished(2), "f00"),
        ];

        var files = SiteFiles.Of(_empty with { Runs = [.. runs] }).ToDictionary(f => f.Path, f => f.Text);

        var names = Value(files["data/site.js"])
            .GetProperty("names")
            .EnumerateArray()
            .Select(n => n.GetString())
            .ToList();
        var rows = Value(files["data/runs-0.js"]).EnumerateArray().ToList();
        rows.Count.ShouldBe(2);
        rows[0][0].GetString().ShouldBe(ExampleRun.Id(1).ToString());
        names[rows[0][1].GetInt32()].ShouldBe("churn");
        names[rows[0][7][0].GetInt32()].ShouldBe("loss");
        rows[0][7][1].GetString().ShouldBe("NaN");
        names[rows[0][7][2].GetInt32()].ShouldBe("roc_auc");
        rows[0][7][3].GetDouble().ShouldBe(0.846);
        rows[0][14][1].GetString().ShouldBe("no-data");
        rows[1][14].ValueKind.ShouldBe(JsonValueKind.Null);
        names.ShouldBeUnique();
    }

    [Fact]
    public void Many_runs_are_spread_over_scripts_that_load_one_after_another()
    {
        var run = RunSummary.Of(ExampleRun.Finished(), "c0ffee");

        var files = SiteFiles.Of(_empty with { Runs = [.. Enumerable.Repeat(run, 5001)] }).ToList();

        files.Count(f => f.Path.StartsWith("data/runs-", StringComparison.Ordinal)).ShouldBe(2);
        Value(files.Single(f => f.Path == "data/site.js").Text).GetProperty("parts").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void Whatever_a_run_is_called_no_script_ends_early_and_no_markup_begins() =>
        HostileText.Any.Sample(text =>
        {
            var run = ExampleRun.Finished(1, "churn") with
            {
                Params = ExampleRun.Texts(("p" + text, text)),
                Tags = ExampleRun.Texts(("__proto__", text)),
                Actor = text,
                Command = text,
                LogTail = text,
                Code = new("c0ffee", text, Dirty: false),
            };
            var content = _empty with { Repository = text, Runs = [RunSummary.Of(run, "c0ffee")] };

            foreach (var file in SiteFiles.Of(content).Append(SiteFiles.Detail(run, null, showValues: true)))
            {
                if (file.Path.StartsWith("data/", StringComparison.Ordinal))
                {
                    file.Text.ShouldNotContain("<");
                    file.Text.ShouldNotContain("&");
                    file.Text.ShouldNotContain("\u2028");
                    file.Text.ShouldNotContain("\u202e");
                    file.Text.TrimEnd('\n').ShouldNotContain("\n");
                    Value(file.Text);
                }
            }

            var page = SiteFiles.Of(content).Single(f => f.Path == "index.html").Text;
            page.Split("<script").Length.ShouldBe(11);
            page.ShouldNotContain("<img");
        });

    [Fact]
    public void A_log_s_end_is_shown_only_where_values_of_the_data_may_be()
    {
        var run = ExampleRun.Finished() with { LogTail = "Traceback:\n    plan 'gold' is unknown\n" };

        var shown = Value(SiteFiles.Detail(run, null, showValues: true).Text);
        var hidden = Value(SiteFiles.Detail(run, null, showValues: false).Text);

        shown.GetProperty("log").GetString().ShouldBe("Traceback:\n    plan 'gold' is unknown");
        hidden.GetProperty("log").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_run_s_file_has_its_curves_and_a_verdict_s_its_rules()
    {
        var verdict = System.Text.Encoding.UTF8.GetBytes(Core.Reports.Json.GateReportJson.Write(ReportSamples.Fail()));

        var detail = Value(SiteFiles.Detail(ExampleRun.WithEverything(), verdict, showValues: true).Text);

        var curve = detail.GetProperty("curves")[0];
        curve.GetProperty("name").GetString().ShouldBe("loss");
        curve.GetProperty("steps").EnumerateArray().Select(s => s.GetDouble()).ShouldBe([0, 1, 2]);
        curve.GetProperty("values")[2].GetString().ShouldBe("NaN");
        detail.GetProperty("rules").GetArrayLength().ShouldBeGreaterThan(0);
        detail.GetProperty("rules").EnumerateArray().ShouldContain(r => r.GetProperty("verdict").GetString() == "fail");
        detail.GetProperty("metrics")[0].GetProperty("title").GetString().ShouldBe("ROC-AUC");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{ "rules": null, "metrics": [null] }""")]
    [InlineData("""{ "rules": [{ "rule": null }] }""")]
    public void A_verdict_that_is_none_leaves_the_run_without_rules(string verdict)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(verdict);

        var detail = Value(SiteFiles.Detail(ExampleRun.Finished(), bytes, showValues: true).Text);

        detail.GetProperty("metrics").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_long_curve_is_thinned_and_keeps_its_ends()
    {
        var points = Enumerable.Range(0, 20_000).Select(i => new MetricPoint(i, ExampleRun.Noon, Math.Sin(i / 100.0)));
        var run = ExampleRun.Finished() with { Metrics = ExampleRun.Series(("loss", [.. points])) };

        var curve = Value(SiteFiles.Detail(run, null, showValues: true).Text).GetProperty("curves")[0];

        curve.GetProperty("steps").GetArrayLength().ShouldBe(500);
        curve.GetProperty("steps")[0].GetDouble().ShouldBe(0);
        curve.GetProperty("steps")[499].GetDouble().ShouldBe(19_999);
    }

    [Fact]
    public void The_runs_with_details_are_the_newest_those_of_versions_and_their_verdicts()
    {
        RunSummary[] runs =
        [
            .. Enumerable.Range(1, 6).Reverse().Select(n => RunSummary.Of(ExampleRun.Finished(n), "c0ffee")),
        ];
        var version = new ModelVersion(
            "churn",
            SemanticVersion.First,
            runs[4].Id,
            ExampleRun.Digest("model"),
            null,
            "zoe",
            ExampleRun.Noon
        );
        var judged = RunSummary.Of(ExampleRun.WithEverything(), "c0ffee") with { Id = ExampleRun.Id(0) };

        var chosen = SiteContent.Choose([.. runs, judged], [version], 2);

        chosen.Select(r => r.Id).ShouldBe([runs[0].Id, runs[1].Id, runs[4].Id, judged.Id]);
    }

    private static JsonElement Value(string script)
    {
        var start = script.IndexOf(", ", StringComparison.Ordinal) + 2;
        script.ShouldStartWith("assay.take(\"");
        script.ShouldEndWith(");\n");
        return JsonDocument.Parse(script[start..^3]).RootElement;
    }
}
