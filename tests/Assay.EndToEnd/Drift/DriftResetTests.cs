using System.Text.Json;
using Assay.Core.Drift;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Drift;

/// <summary><c>assay drift-check --reset</c> of a model server as it ships.</summary>
public sealed class DriftResetTests(DemoProject demo)
{
    [Fact]
    public async Task Each_check_looks_at_what_came_since_the_one_before()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServeAsync();
        var customers = await HeldOutAsync();

        await customers.Half().AskAsync(server.Url);
        var usual = await CheckAsync(server, folder.File("usual"));
        var left = await RowsAsync(server);
        await customers.New().AskAsync(server.Url);
        var unlike = await CheckAsync(server, folder.File("unlike"));

        usual.ExitCode.ShouldBe(0, usual.Log);
        RowsOf(usual).ShouldBe(customers.Half().Rows.Count);
        left.ShouldBe(0);
        unlike.ExitCode.ShouldBe(1, unlike.Log);
        RowsOf(unlike).ShouldBe(customers.New().Rows.Count);
        (await RowsAsync(server)).ShouldBe(0);
    }

    [Fact]
    public async Task Too_few_requests_to_tell_are_kept_until_there_are_enough()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServeAsync();
        var customers = await HeldOutAsync();
        var few = customers with { Rows = [.. customers.Half().Rows.Take(150)] };

        await few.AskAsync(server.Url);
        var first = await CheckAsync(server, folder.File("first"));
        await few.AskAsync(server.Url);
        var second = await CheckAsync(server, folder.File("second"));

        first.ExitCode.ShouldBe(4, first.Log);
        first.Log.ShouldContain("was not reset");
        second.ExitCode.ShouldBe(0, second.Log);
        RowsOf(second).ShouldBe(300);
        (await RowsAsync(server)).ShouldBe(0);
    }

    [Fact]
    public async Task A_check_whose_report_cannot_be_written_resets_nothing()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServeAsync();
        var customers = (await HeldOutAsync()).Half();
        await customers.AskAsync(server.Url);
        await File.WriteAllTextAsync(folder.File("taken"), "a file", TestContext.Current.CancellationToken);

        var failed = await CheckAsync(server, folder.File("taken"));
        var kept = await RowsAsync(server);
        var next = await CheckAsync(server, folder.File("report"));

        failed.ExitCode.ShouldNotBe(0);
        kept.ShouldBe(customers.Rows.Count);
        next.ExitCode.ShouldBe(0, next.Log);
        RowsOf(next).ShouldBe(customers.Rows.Count);
    }

    [Fact]
    public async Task A_file_cannot_be_reset_and_is_refused_before_anything_is_looked_at()
    {
        var result = await AssayProgram.RunAsync(
            await demo.CloneAsync(),
            ["drift-check", "--model", "churn", "--current", "data/holdout.csv", "--reset"]
        );

        result.ExitCode.ShouldBe(2);
        result.Log.ShouldContain("--reset lets a server count anew, and 'data/holdout.csv' is a file");
    }

    private async Task<ForegroundServer> ServeAsync() =>
        await ForegroundServer.StartAsync(
            await demo.CloneAsync(),
            AssayProgram.Path,
            ["serve", "--model", "churn", "--version", "v1.1.0", "--port", "0", "--admin-port", "0"]
        );

    private async Task<Customers> HeldOutAsync() =>
        await Customers.ReadAsync(Path.Combine(await demo.CloneAsync(), "data", "holdout.csv"));

    private async Task<ProgramResult> CheckAsync(ForegroundServer server, string report) =>
        await AssayProgram.RunAsync(
            await demo.CloneAsync(),
            [
                "drift-check",
                "--model=churn",
                "--version=v1.1.0",
                $"--current={new Uri(server.Admin, "/profile")}",
                $"--report={report}",
                "--reset",
                "--json",
            ]
        );

    private static long RowsOf(ProgramResult check)
    {
        using var document = JsonDocument.Parse(check.Output);
        return document.RootElement.GetProperty("current").GetProperty("rows").GetInt64();
    }

    private static async Task<long> RowsAsync(ForegroundServer server)
    {
        using var http = new HttpClient();
        var profile = await http.GetByteArrayAsync(
            new Uri(server.Admin, "/profile"),
            TestContext.Current.CancellationToken
        );
        return ProfileDocument.Read(profile).Rows;
    }
}
