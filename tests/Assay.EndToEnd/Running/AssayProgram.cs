using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Running;

/// <summary>The built program as a process of its own, with no variable of the runner that runs the tests.</summary>
internal static class AssayProgram
{
    private static readonly string[] Kept = ["PATH", "HOME", "TMPDIR", "LANG", "DOTNET_ROOT", "DOCKER_HOST"];

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "assay");

    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">The command line after "assay".</param>
    /// <param name="variables">Environment variables beside the few that every process has.</param>
    public static async Task<ProgramResult> RunAsync(
        string folder,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        var result = await Cli.Wrap(Path)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(Environment(variables ?? new Dictionary<string, string>()))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return new ProgramResult(result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>These variables and the few that every process has; a null takes away what it would inherit.</summary>
    public static Dictionary<string, string?> Environment(IReadOnlyDictionary<string, string> variables)
    {
        var environment = System
            .Environment.GetEnvironmentVariables()
            .Keys.Cast<string>()
            .Except(Kept)
            .ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return environment;
    }
}
