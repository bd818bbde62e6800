using System.ComponentModel;
using System.Diagnostics;
using Assay.Toolkit;
using Assay.Training.Processes;

namespace Assay.Commands.Serving;

/// <summary><c>assay-serving</c> in the foreground: it has this program's input and output, gets its signals, and gives its exit code.</summary>
internal static class ServingProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The verb and its options.</param>
    /// <param name="context">What the command was given.</param>
    /// <param name="cancellationToken">Cancelled by the first signal, which is passed on.</param>
    /// <exception cref="OperationError">when it is missing or cannot be started.</exception>
    public static async Task<ExitCode> RunAsync(
        IEnumerable<string> arguments,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(ServingProgram.Path, arguments)
        {
            WorkingDirectory = context.Environment.WorkingDirectory,
        };
        start.Environment.Clear();
        foreach (var (name, value) in ServingProgram.Variables(context.Environment))
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        await using (cancellationToken.Register(() => PassOn(process, context.Signals.Received)))
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return (ExitCode)process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new OperationError($"'{start.FileName}' cannot be started: {e.Message}");
        }
    }

    private static void PassOn(Process process, ExitCode? received)
    {
        if (process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
            return;
        }

        _ = Libc.Kill(process.Id, received == ExitCode.Interrupted ? Libc.SigInt : Libc.SigTerm);
    }
}
