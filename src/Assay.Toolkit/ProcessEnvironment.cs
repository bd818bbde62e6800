using System.Collections;
using System.Collections.Immutable;

namespace Assay.Toolkit;

/// <summary>The only place that reads this process's outside.</summary>
public static class ProcessEnvironment
{
    private const int LeastWidth = 40;

    /// <summary>Reads variables, folders, terminal and user. Called once, at the start of a program.</summary>
    public static RunnerEnvironment Read()
    {
        var environment = new RunnerEnvironment
        {
            Variables = Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToImmutableDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal),
            WorkingDirectory = Environment.CurrentDirectory,
            InputIsTerminal = !Console.IsInputRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            UserName = Environment.UserName,
            MachineName = Environment.MachineName,
            IsPrivileged = Environment.IsPrivilegedProcess,
            ProcessId = Environment.ProcessId,
        };
        return environment.OutputIsTerminal && Console.WindowWidth >= LeastWidth
            ? environment with
            {
                Width = Console.WindowWidth,
            }
            : environment;
    }
}
