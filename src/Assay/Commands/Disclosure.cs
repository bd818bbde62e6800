using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>Who reads along: what a comment or the ledger of a public repository says is public for ever.</summary>
internal static class Disclosure
{
    /// <summary>
    /// Whether cell values, category names and log tails may be shown and recorded: as <c>privacy</c> says; where it says
    /// nothing, on a desk, and in a job of a repository that is known to be private.
    /// </summary>
    public static bool ShowsValues(ProjectSettings project, CommandContext context) =>
        project.Privacy is { } privacy
            ? privacy == Privacy.Show
            : context.Environment.Forge == ForgeKind.None || context.Event.IsPublic == false;
}
