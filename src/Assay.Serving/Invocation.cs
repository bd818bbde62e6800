using System.Reflection;

namespace Assay.Serving;

/// <summary>One run of the program: the verb, and an exit code.</summary>
/// <param name="variable">Reads an environment variable.</param>
/// <param name="messages">Standard error.</param>
/// <param name="results">Standard output.</param>
/// <param name="clock">The clock.</param>
/// <param name="random">Gives that many unguessable bytes.</param>
internal sealed class Invocation(
    Func<string, string?> variable,
    TextWriter messages,
    TextWriter results,
    TimeProvider clock,
    Func<int, byte[]> random
)
{
    private const int Done = 0;
    private const int No = 1;
    private const int WrongRequest = 2;

    public static string Version { get; } =
        typeof(Invocation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public async Task<int> RunAsync(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["serve", .. var options]:
                    await ServeVerb.RunAsync(options, variable, messages, clock, random).ConfigureAwait(false);
                    return Done;
                case ["gateway", .. var options]:
                    await GatewayVerb.RunAsync(options, variable, messages, clock, random).ConfigureAwait(false);
                    return Done;
                case ["healthcheck", .. var options]:
                    return await HealthcheckVerb.RunAsync(options, messages).ConfigureAwait(false) ? Done : No;
                case ["ask", .. var options]:
                    return await AskVerb.RunAsync(options, variable, messages, results).ConfigureAwait(false)
                        ? Done
                        : No;
                case ["--version"]:
                    await results.WriteLineAsync(Version).ConfigureAwait(false);
                    return Done;
                default:
                    throw new StartError(
                        $"expected 'serve', 'gateway', 'healthcheck' or 'ask', got '{string.Join(' ', args)}'; see docs/serving.md"
                    );
            }
        }
        catch (StartError e)
        {
            await messages.WriteLineAsync($"assay-serving: {e.Message}").ConfigureAwait(false);
            return WrongRequest;
        }
    }
}
