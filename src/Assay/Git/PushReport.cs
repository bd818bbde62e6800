using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Assay.Git;

/// <summary>What became of one ref of a push.</summary>
internal enum PushResult
{
    /// <summary>It is there.</summary>
    Done,

    /// <summary>Somebody else was faster: read again and decide again.</summary>
    Lost,

    /// <summary>The server does not allow it.</summary>
    Refused,
}

/// <summary>One line of <c>git push --porcelain</c>.</summary>
internal sealed record PushedRef(string Name, PushResult Result, string Reason);

/// <summary>The answer to a push, ref by ref.</summary>
internal static partial class PushReport
{
    /// <summary>Reads <c>FLAG TAB FROM:TO TAB SUMMARY (REASON)</c> lines; others are ignored.</summary>
    public static ImmutableArray<PushedRef> Parse(string porcelain) =>
        [
            .. porcelain
                .Split('\n')
                .Select(line => Line().Match(line))
                .Where(match => match.Success)
                .Select(match => new PushedRef(
                    match.Groups["to"].Value,
                    match.Groups["flag"].Value != "!" ? PushResult.Done
                        : Race().IsMatch(match.Groups["reason"].Value) ? PushResult.Lost
                        : PushResult.Refused,
                    match.Groups["reason"].Value
                )),
        ];

    [GeneratedRegex(@"^(?<flag>[ +\-*!=])\t[^:\t]*:(?<to>[^\t]+)\t(?<reason>.*)$")]
    private static partial Regex Line();

    // "failed to update ref" is what a server says of two pushes that meet at the same lock.
    [GeneratedRegex(
        "stale info|fetch first|non-fast-forward|already exists|needs force|failed to update ref|cannot lock ref|"
            + "incorrect old value|atomic (push|transaction) fail"
    )]
    private static partial Regex Race();
}
