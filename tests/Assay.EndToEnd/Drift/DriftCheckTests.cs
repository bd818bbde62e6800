using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Drift;

/// <summary><c>assay drift-check</c>, the built program, on real customers.</summary>
public sealed class DriftCheckTests(DemoProject demo)
{
    [Fact]
    public async Task A_random_half_of_the_held_out_customers_passes()
    {
        using var folder = new TemporaryFolder();
        await (await HeldOutAsync()).Half().WriteAsync(folder.File("half.csv"));

        var (exit, report) = await CheckAsync(folder.File("half.csv"), folder.File("report"));

        exit.ShouldBe(0, report.ToString());
        report.GetProperty("verdict").GetString().ShouldBe("pass");
        report.GetProperty("drifted").GetArrayLength().ShouldBe(0);
        report.GetProperty("columns").GetArrayLength().ShouldBe(19);
    }

    [Fact]
    public async Task New_customers_who_may_leave_any_month_fail_and_tenure_and_contract_say_why()
    {
        using var folder = new TemporaryFolder();
        await (await HeldOutAsync()).New().WriteAsync(folder.File("new.csv"));

        var (exit, report) = await CheckAsync(folder.File("new.csv"), folder.File("report"));

        exit.ShouldBe(1, report.ToString());
        report.GetProperty("verdict").GetString().ShouldBe("fail");
        var drifted = report.GetProperty("drifted").EnumerateArray().Select(d => d.GetString()).ToList();
        drifted.Take(3).ShouldBe(["tenure", "total_charges", "contract"]);
        drifted.ShouldNotContain("female");
        Directory.GetFiles(folder.File("report/charts"), "*.png").Length.ShouldBe(2 * drifted.Count);
        (await ReadAsync(folder.File("report/drift.md"))).ShouldMatch(@"Month-to-month \d\d\.\d % → 100 %");
    }

    [Fact]
    public async Task What_a_server_was_asked_and_answered_is_compared_with_what_its_version_was_trained_on()
    {
        using var folder = new TemporaryFolder();
        using var server = await ForegroundServer.StartAsync(
            await demo.CloneAsync(),
            AssayProgram.Path,
            ["serve", "--model", "churn", "--version", "v1.1.0", "--port", "0", "--admin-port", "0"]
        );
        var customers = await HeldOutAsync();
        var profile = new Uri(server.Admin, "/profile").ToString();

        await customers.Half().AskAsync(server.Url);
        var (usual, pass) = await CheckAsync(profile, folder.File("pass"), "--version", "v1.1.0");
        await ResetAsync(server);
        await customers.New().AskAsync(server.Url);
        var (unlike, fail) = await CheckAsync(profile, folder.File("fail"), "--version", "v1.1.0");
        var (other, error) = await CheckAsync(profile, folder.File("error"), "--version", "v1.0.0");

        usual.ShouldBe(0, pass.ToString());
        pass.GetProperty("current").GetProperty("rows").GetInt32().ShouldBe(customers.Half().Rows.Count);
        pass.GetProperty("predictions")
            .EnumerateArray()
            .Select(p => $"{p.GetProperty("name")} {p.GetProperty("state")}")
            .ShouldBe(["score stable", "label stable"], ignoreOrder: true);
        unlike.ShouldBe(1, fail.ToString());
        fail.GetProperty("predictions")[0].GetProperty("state").GetString().ShouldBe("drifted");
        fail.GetProperty("metrics").GetProperty("absent_columns").GetDouble().ShouldBe(0);
        other.ShouldBe(2, error.ToString());
        error.GetProperty("headline").GetString()!.ShouldContain("name the version that served those requests");
    }

    private async Task<Customers> HeldOutAsync() =>
        await Customers.ReadAsync(Path.Combine(await demo.CloneAsync(), "data", "holdout.csv"));

    private async Task<(int Exit, JsonElement Report)> CheckAsync(string current, string report, params string[] more)
    {
        var result = await AssayProgram.RunAsync(
            await demo.CloneAsync(),
            ["drift-check", "--model", "churn", "--current", current, "--report", report, "--json", .. more]
        );
        using var document = JsonDocument.Parse(result.Output.Length > 0 ? result.Output : "{}");
        return (result.ExitCode, document.RootElement.Clone());
    }

    private static async Task ResetAsync(ForegroundServer server)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync(
            new Uri(server.Admin, "/profile/reset"),
            null,
            TestContext.Current.CancellationToken
        );
        answer.EnsureSuccessStatusCode();
    }

    private static Task<string> ReadAsync(string file) =>
        File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
}
