using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Machine;

/// <summary>Debian's Python with scikit-learn, as a user's training has it.</summary>
internal static class Python
{
    private const string Executable = "/usr/bin/python3";

    /// <summary>The interpreter's path; skips or fails the test where it lacks scikit-learn.</summary>
    public static async Task<string> WithScikitLearnAsync()
    {
        const string otherwise = "no Python with scikit-learn: install python3-sklearn.";
        Requires.That(File.Exists(Executable), otherwise);
        var answer = await Cli.Wrap(Executable)
            .WithArguments(["-c", "import sklearn"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Requires.That(answer.ExitCode == 0, otherwise);
        return Executable;
    }

    /// <summary>A virtual environment that sees Debian's packages; its folder of programs, for the PATH.</summary>
    public static async Task<string> VirtualEnvironmentAsync(string folder)
    {
        await Cli.Wrap(await WithScikitLearnAsync())
            .WithArguments(["-m", "venv", "--system-site-packages", "--without-pip", folder])
            .ExecuteAsync(TestContext.Current.CancellationToken);
        return Path.Combine(folder, "bin");
    }
}
