using System.Diagnostics;

namespace Assay.Bench.Startup;

/// <summary>Starts commands in turn, so that whatever else the machine does falls on all of them alike.</summary>
internal static class StartTimes
{
    /// <param name="commands">Each a root folder, a program and its arguments, started by chroot.</param>
    /// <param name="rounds">How often each is started, after two that do not count.</param>
    public static IReadOnlyList<StartTime> Measure(IReadOnlyList<string[]> commands, int rounds)
    {
        var times = commands.Select(_ => new List<double>()).ToList();
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < commands.Count; i++)
            {
                var time = Start(commands[i]);
                if (round >= 0)
                {
                    times[i].Add(time);
                }
            }
        }

        return [.. times.Select(t => new StartTime(t.Order().ElementAt(t.Count / 2), t.Min()))];
    }

    private static double Start(string[] command)
    {
        var start = new ProcessStartInfo("chroot", command) { RedirectStandardOutput = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = clock.Elapsed.TotalMilliseconds;
        return process.ExitCode == 0
            ? elapsed
            : throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {process.ExitCode}.");
    }
}
