namespace Assay.EndToEnd.Rollouts;

/// <summary>What runs on this machine.</summary>
internal static class ProcessLines
{
    /// <summary>Command lines that hold a text, the arguments apart by spaces.</summary>
    public static IEnumerable<string> Of(string text) => All().Where(p => p.Line.Contains(text)).Select(p => p.Line);

    /// <summary>Processes whose command lines hold a text.</summary>
    public static int[] PidsOf(string text) => [.. All().Where(p => p.Line.Contains(text)).Select(p => p.Pid)];

    private static IEnumerable<(int Pid, string Line)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid) || pid == Environment.ProcessId)
            {
                continue;
            }

            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                // It ended meanwhile.
                continue;
            }

            yield return (pid, line.Replace('\0', ' '));
        }
    }
}
