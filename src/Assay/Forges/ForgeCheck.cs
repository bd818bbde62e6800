using System.Collections.Immutable;
using Assay.Toolkit.Runners;

namespace Assay.Forges;

/// <summary>What a check says of a commit.</summary>
internal enum CheckConclusion
{
    /// <summary>It may be merged.</summary>
    Success,

    /// <summary>Neither yes nor no.</summary>
    Neutral,

    /// <summary>It may not.</summary>
    Failure,
}

/// <summary>The check of a commit.</summary>
/// <param name="Sha">The commit.</param>
/// <param name="Conclusion">What it says.</param>
/// <param name="Title">One line of plain text.</param>
/// <param name="Summary">Markdown, under the forge's limit.</param>
/// <param name="Details">The page that its link leads to, or null.</param>
/// <param name="Annotations">What stands at a line of a file.</param>
internal sealed record ForgeCheck(
    string Sha,
    CheckConclusion Conclusion,
    string Title,
    string Summary,
    Uri? Details,
    ImmutableArray<CheckAnnotation> Annotations
)
{
    /// <summary>The name of the one check.</summary>
    public const string Name = "assay";
}

/// <summary>A remark at a line of a file of the commit.</summary>
/// <param name="Path">The file, from the repository's root.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">Plain text.</param>
internal sealed record CheckAnnotation(string Path, int Line, Severity Severity, string Message);
