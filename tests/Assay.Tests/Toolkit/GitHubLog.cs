namespace Assay.Tests.Toolkit;

/// <summary>
/// Reads a log and a file of values the way that GitHub's runner does (actions/runner, ActionCommand.cs,
/// ActionCommandManager.cs and FileCommandManager.cs), in as few lines as possible.
/// </summary>
internal static class GitHubLog
{
    private static readonly string[] Registered =
    [
        "error",
        "warning",
        "notice",
        "group",
        "endgroup",
        "add-mask",
        "set-output",
        "set-env",
        "save-state",
        "stop-commands",
    ];

    /// <summary>The commands that take effect, without those that stop and resume.</summary>
    public static List<GitHubCommand> Commands(string log)
    {
        var commands = new List<GitHubCommand>();
        string? token = null;
        foreach (var line in log.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            if (Parse(line, token) is not { } command)
            {
                continue;
            }

            if (token is not null)
            {
                token = command.Name == token ? null : token;
            }
            else if (command.Name == "stop-commands")
            {
                token = command.Data;
            }
            else
            {
                commands.Add(command);
            }
        }

        token.ShouldBeNull("the log ends while the runner does not listen");
        return commands;
    }

    /// <summary>The values in a file of outputs, environment or state.</summary>
    public static Dictionary<string, string> Values(string file)
    {
        var values = new Dictionary<string, string>();
        var lines = new Queue<string>(file.Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (line.Length == 0)
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var heredoc = line.IndexOf("<<", StringComparison.Ordinal);
            if (heredoc < 0 || (equals >= 0 && equals < heredoc))
            {
                values[line[..equals]] = line[(equals + 1)..];
                continue;
            }

            var value = new List<string>();
            while (lines.Dequeue() is { } next && next != line[(heredoc + 2)..])
            {
                value.Add(next);
            }

            values[line[..heredoc]] = string.Join('\n', value);
        }

        return values;
    }

    private static GitHubCommand? Parse(string line, string? token)
    {
        var names = token is null ? Registered : [.. Registered, token];
        var text = line.TrimStart();
        var end = text.StartsWith("::", StringComparison.Ordinal)
            ? text.IndexOf("::", 2, StringComparison.Ordinal)
            : -1;
        if (end >= 0)
        {
            var head = text[2..end].Split(' ', 2);
            if (names.Contains(head[0]))
            {
                var properties = (head.Length > 1 ? head[1] : "").Split(',', StringSplitOptions.RemoveEmptyEntries);
                return new GitHubCommand(
                    head[0],
                    Unescape(text[(end + 2)..]),
                    properties.Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Unescape(p[1]))
                );
            }
        }

        var start = line.IndexOf("##[", StringComparison.Ordinal);
        var close = start < 0 ? -1 : line.IndexOf(']', start);
        return close >= 0 && line[(start + 3)..close].Split(' ')[0] is { } old && names.Contains(old)
            ? new GitHubCommand(old, line[(close + 1)..], [])
            : null;
    }

    private static string Unescape(string text) =>
        text.Replace("%0D", "\r", StringComparison.Ordinal)
            .Replace("%0A", "\n", StringComparison.Ordinal)
            .Replace("%3A", ":", StringComparison.Ordinal)
            .Replace("%2C", ",", StringComparison.Ordinal)
            .Replace("%25", "%", StringComparison.Ordinal);
}

internal sealed record GitHubCommand(string Name, string Data, Dictionary<string, string> Properties);
