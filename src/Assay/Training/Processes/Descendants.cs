using System.Globalization;
using System.Text;

namespace Assay.Training.Processes;

/// <summary>
/// The processes that a session's leader has started, those that made a session of their own included: they are known
/// by a variable that they inherited. On Linux by /proc; elsewhere only the leader's group is reached.
/// </summary>
internal static class Descendants
{
    private const int Rounds = 20;

    /// <summary>Sends a signal to all but the leader.</summary>
    public static void Signal(int leader, string marker, int signal) =>
        Find(leader, marker).ForEach(pid => _ = Libc.Kill(pid, signal));

    /// <summary>Kills all that is left when the leader has ended, and counts it.</summary>
    public static int End(int leader, string marker)
    {
        var ended = new HashSet<int>();

        // A process may fork while it is being looked for, so until a look finds none.
        for (var round = 0; round < Rounds; round++)
        {
            var found = Find(leader, marker);
            _ = Libc.Kill(-leader, Libc.SigKill);
            if (found.Count == 0)
            {
                break;
            }

            found.ForEach(pid => _ = Libc.Kill(pid, Libc.SigKill));
            ended.UnionWith(found);
        }

        return ended.Count;
    }

    /// <summary>All but the leader.</summary>
    public static List<int> Find(int leader, string marker) =>
        Directory.Exists("/proc/self")
            ?
            [
                .. Directory
                    .EnumerateDirectories("/proc")
                    .Select(path => Path.GetFileName(path))
                    .Where(name => char.IsAsciiDigit(name[0]))
                    .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
                    .Where(pid => pid != leader && IsOurs(pid, leader, marker)),
            ]
            : [];

    private static bool IsOurs(int pid, int leader, string marker)
    {
        try
        {
            return InSession(File.ReadAllText($"/proc/{pid}/stat"), leader)
                || $"\0{File.ReadAllText($"/proc/{pid}/environ", Encoding.Latin1)}".Contains(
                    $"\0{marker}\0",
                    StringComparison.Ordinal
                );
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at, or is another user's.
            return false;
        }
    }

    // "pid (name) state ppid pgrp session …"; the name may hold anything, so from its last bracket. Zombies are done.
    private static bool InSession(string stat, int leader)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is [not "Z", _, _, var session, ..] && int.Parse(session, CultureInfo.InvariantCulture) == leader;
    }
}
