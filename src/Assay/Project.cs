using System.Reflection;

namespace Assay;

/// <summary>What the project is called, and where it is.</summary>
internal static class Project
{
    /// <summary>Owner and name on GitHub.</summary>
    public const string Repository = "OWNER/assay";

    /// <summary>Its page.</summary>
    public const string Url = $"https://github.com/{Repository}";

    /// <summary>The published image of this release.</summary>
    public static string Image => $"ghcr.io/{Repository.ToLowerInvariant()}:{Release}";

    /// <summary>The version without the commit, <c>0.1.0</c>.</summary>
    public static string Release => Version.Split('+')[0];

    /// <summary>The version with the commit it was built from, <c>0.1.0+3f9c2a1…</c>.</summary>
    public static string Version =>
        typeof(Project).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";
}
