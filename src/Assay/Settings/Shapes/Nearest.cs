using Assay.Core.Names;

namespace Assay.Settings.Shapes;

/// <summary>The nearest name to one from outside, which may be of any length.</summary>
internal static class Nearest
{
    private const int LongestSlip = 100;

    public static string? Of(string? text, IEnumerable<string> names) =>
        text is null or { Length: > LongestSlip } ? null : NearestName.Of(text, names);
}
