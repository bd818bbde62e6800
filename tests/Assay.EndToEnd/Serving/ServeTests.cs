using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using Assay.Training.Processes;

namespace Assay.EndToEnd.Serving;

/// <summary><c>assay serve</c> and <c>assay gateway</c>, the built program with the built server beside it.</summary>
public sealed class ServeTests(DemoProject demo)
{
    private static readonly Dictionary<string, string> Token = new() { ["ASSAY_ADMIN_TOKEN"] = "secret" };

    [Theory]
    [InlineData(Libc.SigTerm)]
    [InlineData(Libc.SigInt)]
    public async Task A_version_of_the_ledger_is_served_until_a_signal_ends_it(int signal)
    {
        using var server = await ServeAsync("--model", "churn", "--version", "v1.0.0");

        var answer = await demo.PredictAsync(server.Url);
        server.Signal(signal);
        var (exitCode, said) = await server.EndAsync();

        answer.GetProperty("version").GetString().ShouldBe("v1.0.0");
        answer.GetProperty("predictions")[0].GetProperty("score").GetDouble().ShouldBeInRange(0, 1);
        exitCode.ShouldBe(0, said);
    }

    [Fact]
    public async Task The_gateway_sends_requests_to_the_version_that_serves_and_ends_by_a_signal()
    {
        using var server = await ServeAsync("--model", "churn", "--version", "v1.1.0");
        using var gateway = await ForegroundServer.StartAsync(
            await demo.CloneAsync(),
            AssayProgram.Path,
            ["gateway", "--stable", $"{server.Url}", "--split-by", "field:tenure", "--port", "0", "--admin-port", "0"],
            Token
        );

        var answer = await demo.PredictAsync(gateway.Url);
        gateway.Signal(Libc.SigTerm);

        answer.GetProperty("version").GetString().ShouldBe("v1.1.0");
        (await gateway.EndAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task One_Ctrl_C_that_arrives_twice_still_lets_a_server_end_by_itself()
    {
        using var server = await ForegroundServer.StartAsync(
            AppContext.BaseDirectory,
            ServingProgram.Path,
            ["gateway", "--stable", "http://127.0.0.1:1", "--port", "0", "--admin-port", "0"],
            Token
        );

        server.Signal(Libc.SigInt, times: 2);

        (await server.EndAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task ONNX_Runtime_reports_to_nobody_and_leaves_no_file_in_the_home_folder()
    {
        using var home = new TemporaryFolder();
        Dictionary<string, string> variables = new() { ["HOME"] = home.Path, ["TMPDIR"] = Path.GetTempPath() };
        using var server = await ForegroundServer.StartAsync(
            await demo.CloneAsync(),
            AssayProgram.Path,
            ["serve", "--model", "churn", "--port", "0", "--admin-port", "0"],
            variables
        );

        await demo.PredictAsync(server.Url);
        server.Signal(Libc.SigTerm);

        (await server.EndAsync()).ExitCode.ShouldBe(0);
        Directory.EnumerateFileSystemEntries(home.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("serve --model chrun", "Did you mean 'churn'?")]
    [InlineData("serve --model churn --version v9.0.0", "v9.0.0")]
    [InlineData("serve --model churn --port 99999", "--port is '99999'; expected a whole number from 0 to 65535")]
    [InlineData("gateway --stable http://127.0.0.1:1", "ASSAY_ADMIN_TOKEN is not set")]
    [InlineData("gateway --stable nowhere", "nowhere")]
    public async Task A_wrong_request_ends_with_one_message_and_exit_2(string line, string message)
    {
        var variables = message.StartsWith("ASSAY", StringComparison.Ordinal) ? null : Token;

        var result = await AssayProgram.RunAsync(await demo.CloneAsync(), line.Split(' '), variables);

        result.ExitCode.ShouldBe(2, result.Log);
        result.Messages.ShouldContain(message);
        result.Messages.ShouldNotContain("   at ");
    }

    private async Task<ForegroundServer> ServeAsync(params string[] arguments) =>
        await ForegroundServer.StartAsync(
            await demo.CloneAsync(),
            AssayProgram.Path,
            ["serve", .. arguments, "--port", "0", "--admin-port", "0"]
        );
}
