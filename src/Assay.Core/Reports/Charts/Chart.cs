namespace Assay.Core.Reports.Charts;

/// <summary>A chart as data, before anything is drawn: one case for each form that a chart can take.</summary>
/// <param name="Name">File name without extension, lower case with dashes: <c>roc</c>.</param>
/// <param name="Title">Heading, sentence case.</param>
/// <param name="Description">What it shows and what to see in it, for those who cannot see it.</param>
public abstract record Chart(string Name, string Title, string Description);

/// <summary>A chart that cannot be drawn, and the sentence that says why.</summary>
/// <param name="Name">See <see cref="Chart"/>.</param>
/// <param name="Title">See <see cref="Chart"/>.</param>
/// <param name="Sentence">Why there is nothing to see.</param>
public sealed record BlankChart(string Name, string Title, string Sentence) : Chart(Name, Title, Sentence);

/// <summary>A point in data coordinates, both finite.</summary>
/// <param name="X">Horizontal.</param>
/// <param name="Y">Vertical.</param>
public readonly record struct ChartPoint(double X, double Y);

/// <summary>Whose figures a part of a chart shows; the same colour everywhere.</summary>
public enum ChartSide
{
    /// <summary>The candidate: accent.</summary>
    Challenger,

    /// <summary>What it is compared with: grey.</summary>
    Champion,
}
