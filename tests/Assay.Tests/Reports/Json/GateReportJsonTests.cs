using System.Text.Json;
using Assay.Core.Reports.Json;

namespace Assay.Tests.Reports.Json;

public sealed class GateReportJsonTests
{
    [Fact]
    public void The_document_names_its_schema_the_verdict_and_why()
    {
        var root = Parse(GateReportJson.Write(ReportSamples.Fail()));

        root.GetProperty("schema").GetInt32().ShouldBe(1);
        root.GetProperty("verdict").GetString().ShouldBe("fail");
        root.GetProperty("decision").GetProperty("pull_request").GetString().ShouldBe("refuse");
        root.GetProperty("reasons")
            .EnumerateArray()
            .Select(reason => reason.GetString())
            .ShouldBe([
                "ROC-AUC 0.797, −0.031 against v1.3.0 in prod (90 % interval −0.041 to −0.021): worse by more than 0.01",
                "ROC-AUC 0.797, must be ≥ 0.8 (n 2,113)",
            ]);
    }

    [Fact]
    public void A_metric_has_both_sides_and_the_interval_that_decided()
    {
        var primary = Parse(GateReportJson.Write(ReportSamples.Pass())).GetProperty("primary");

        primary.GetProperty("metric").GetString().ShouldBe("roc_auc");
        primary.GetProperty("challenger").GetDouble().ShouldBe(0.846);
        primary.GetProperty("champion").GetDouble().ShouldBe(0.828);
        var interval = primary.GetProperty("difference").GetProperty("interval");
        interval.GetProperty("lower").GetDouble().ShouldBe(0.010);
        interval.GetProperty("level").GetDouble().ShouldBe(0.9);
        interval.GetProperty("method").GetString().ShouldBe("DeLong");
    }

    [Fact]
    public void The_first_model_has_no_champion_and_no_difference_and_the_keys_are_there_all_the_same()
    {
        var root = Parse(GateReportJson.Write(ReportSamples.First()));

        root.GetProperty("champion").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("primary").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("metrics")[0].GetProperty("difference").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("rules")[1].GetProperty("verdict").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Keys_are_in_snake_case_and_documented()
    {
        var documented = File.ReadAllText(Checkout.PathOf("docs/json.md"));

        foreach (var key in Keys(Parse(GateReportJson.Write(ReportSamples.Inconclusive()))).Distinct())
        {
            key.ShouldMatch("^[a-z_]+$");
            documented.ShouldContain($"`{key}`");
        }
    }

    [Fact]
    public void What_is_not_a_number_is_null_and_names_from_outside_stay_strings()
    {
        var text = "\"}\u202e\n##[error]";
        var report = ExtremeReports.Hostile(text) with { History = [double.NaN, 1] };

        var json = GateReportJson.Write(report);

        json.ShouldNotContain("##[");
        Parse(json).GetProperty("model").GetString().ShouldBe(text);
        Parse(json).GetProperty("history")[0].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static IEnumerable<string> Keys(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Keys(p.Value).Prepend(p.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Keys),
            _ => [],
        };

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
