using System.Globalization;

namespace Assay.Toolkit.Runners;

/// <summary>The markers of a collapsible section in GitLab's job log.</summary>
internal static class GitLabSection
{
    private const string ClearLine = "\r\e[0K";

    /// <summary>A section's name: letters, digits and underscores of its title, unique by number.</summary>
    public static string Name(string title, int number)
    {
        var letters = title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_').Take(40);
        return $"assay_{number.ToString(CultureInfo.InvariantCulture)}_{string.Concat(letters)}";
    }

    /// <summary>The line that begins a section under a header.</summary>
    public static string Start(string name, string header, DateTimeOffset now) =>
        $"\e[0Ksection_start:{now.ToUnixTimeSeconds()}:{name}{ClearLine}\e[1m{header}\e[0m";

    /// <summary>The line that ends it.</summary>
    public static string End(string name, DateTimeOffset now) =>
        $"\e[0Ksection_end:{now.ToUnixTimeSeconds()}:{name}{ClearLine}";
}
