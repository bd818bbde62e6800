using System.Diagnostics.CodeAnalysis;

namespace Assay.EndToEnd.Machine;

/// <summary>
/// What a test says of a part of the machine that it cannot do without. Where the part is missing the test is skipped
/// with the reason, by name; with ASSAY_TESTS=all, as in CI, it fails.
/// </summary>
internal static class Requires
{
    private static bool EveryPart => Environment.GetEnvironmentVariable("ASSAY_TESTS") == "all";

    /// <param name="present">Whether the machine has the part.</param>
    /// <param name="otherwise">What is missing and how to get it: "no Docker engine answers at …: start one".</param>
    public static void That([DoesNotReturnIf(false)] bool present, string otherwise)
    {
        if (present)
        {
            return;
        }

        if (EveryPart)
        {
            Assert.Fail($"{otherwise} (ASSAY_TESTS=all asks for every part of the machine.)");
        }

        Assert.Skip(otherwise);
    }

    /// <summary>The full path of a program on the PATH or in /usr/sbin, where Debian keeps servers.</summary>
    public static string Program(string name, string otherwise)
    {
        var path = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin"
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        That(path is not null, otherwise);
        return path;
    }
}
