using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Sections;

/// <summary>
/// One model's part of a pull request's comment, as the job that judged it recorded it. Another job sets it beside those of other
/// models, and knows nothing of gates.
/// </summary>
public sealed record ModelSection
{
    /// <summary>The model's name, as it is: not yet encoded.</summary>
    public required string Model { get; init; }

    /// <summary>The verdict.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What the policy makes of it in a pull request.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The sign before it: a first model has another than one that won.</summary>
    public required string Sign { get; init; }

    /// <summary>The sentence with the number that decided; plain text.</summary>
    public required string Headline { get; init; }

    /// <summary>Markdown right under the headline, never cut: that the gate itself was changed, what the policy makes of it.</summary>
    public string Notice { get; init; } = "";

    /// <summary>The rest, in the order shown.</summary>
    public ImmutableArray<SectionPart> Parts { get; init; } = [];

    /// <summary>What stands at a line of a file.</summary>
    public ImmutableArray<SectionRemark> Remarks { get; init; } = [];
}

/// <summary>A part of a section that stands or falls as a whole.</summary>
/// <param name="Name">What it is called when it was cut; one of a few words of ours.</param>
/// <param name="Rank">Parts of greater rank are cut first.</param>
/// <param name="Text">Markdown that ends in a line feed; empty where the part is charts.</param>
/// <param name="Charts">Charts, where the part is that.</param>
public sealed record SectionPart(string Name, int Rank, string Text, ImmutableArray<SectionChart> Charts);

/// <summary>A chart of a section: a picture where it has an address, else text.</summary>
/// <param name="Name">The picture's name without its palette: <c>roc</c> of <c>roc-light.png</c>.</param>
/// <param name="Alternative">What it shows, in words; plain text.</param>
/// <param name="Text">Markdown in its place; empty when its form has none.</param>
public sealed record SectionChart(string Name, string Alternative, string Text);

/// <summary>Something to look at in a file of the change.</summary>
/// <param name="Path">The file, from the repository's root.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Blocking">Whether it is why the change may not be merged.</param>
/// <param name="Message">Plain text.</param>
public sealed record SectionRemark(string Path, int Line, bool Blocking, string Message);
