namespace Assay.Tests.Serving;

public sealed class ServingCommandLineTests
{
    [Theory]
    [InlineData("", "expected 'serve', 'gateway', 'healthcheck' or 'ask'")]
    [InlineData("serv", "expected 'serve', 'gateway', 'healthcheck' or 'ask', got 'serv'")]
    [InlineData("serve", "--model is missing; give the folder with model.json")]
    [InlineData("serve --modl x", "'--modl' is no option here; did you mean '--model'?")]
    [InlineData("serve --model", "--model has no value; write --model VALUE")]
    [InlineData("serve --model x --port 99999", "--port is '99999'; expected a whole number from 0 to 65535")]
    [InlineData("serve --model x --port 80 --admin-port=80", "--port and --admin-port are both 80; give each its own")]
    [InlineData("serve --model x --model y", "--model is there twice; give it once")]
    [InlineData("serve --model x --address here", "--address is 'here'; expected an address such as 127.0.0.1")]
    [InlineData("serve --model /nowhere/x", "/nowhere/x/model.json cannot be read")]
    public async Task A_command_line_that_is_wrong_gets_one_message_and_exit_2(string line, string message)
    {
        var (code, messages) = await RunAsync(line);

        code.ShouldBe(2);
        messages.ShouldStartWith("assay-serving: ");
        messages.ShouldContain(message, Case.Sensitive);
        messages.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_health_check_of_a_ready_server_is_a_yes_and_of_none_a_no()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        (await RunAsync($"healthcheck --port {server.Server.Host.Port}")).Code.ShouldBe(0);
        (await RunAsync($"healthcheck --port {server.Server.Host.AdminPort}")).Code.ShouldBe(1);
    }

    private static async Task<(int Code, string Messages)> RunAsync(string line)
    {
        using var messages = new StringWriter();
        using var results = new StringWriter();
        var invocation = new Assay.Serving.Invocation(
            _ => null,
            messages,
            results,
            TimeProvider.System,
            count => new byte[count]
        );
        return (await invocation.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), messages.ToString());
    }
}
