using System.Collections.Immutable;

namespace Assay.Core.Reports;

/// <summary>
/// The colours of reports and charts, as <c>#RRGGBB</c>. The hues are those of Okabe and Ito (Color Universal Design, 2008),
/// which stay apart for colour-blind readers; text colours reach a contrast of 4.5 : 1 on both grounds (WCAG 2.2 AA).
/// </summary>
/// <param name="Name"><c>light</c> or <c>dark</c>.</param>
/// <param name="Ground">Behind everything.</param>
/// <param name="Panel">Behind what is set apart.</param>
/// <param name="Ink">Text.</param>
/// <param name="Muted">Text of less weight.</param>
/// <param name="Line">Rules and grids.</param>
/// <param name="Challenger">The candidate.</param>
/// <param name="Champion">What it is compared with; for lines and marks, not for text.</param>
/// <param name="Good">What passed.</param>
/// <param name="Bad">What failed.</param>
/// <param name="Doubt">What cannot be told.</param>
/// <param name="Positive">The positive class.</param>
/// <param name="Negative">The negative class.</param>
public sealed record ReportPalette(
    string Name,
    string Ground,
    string Panel,
    string Ink,
    string Muted,
    string Line,
    string Challenger,
    string Champion,
    string Good,
    string Bad,
    string Doubt,
    string Positive,
    string Negative
)
{
    /// <summary>For light pages and paper.</summary>
    public static ReportPalette Light { get; } =
        new(
            "light",
            Ground: "#FFFFFF",
            Panel: "#F6F8FA",
            Ink: "#1F2328",
            Muted: "#59636E",
            Line: "#DFE4EA",
            Challenger: "#0072B2",
            Champion: "#818B98",
            Good: "#0B7A58",
            Bad: "#B94A00",
            Doubt: "#8A5A00",
            Positive: "#E69F00",
            Negative: "#56B4E9"
        );

    /// <summary>For dark pages.</summary>
    public static ReportPalette Dark { get; } =
        new(
            "dark",
            Ground: "#0D1117",
            Panel: "#151B23",
            Ink: "#E6EDF3",
            Muted: "#9AA4AF",
            Line: "#2A313A",
            Challenger: "#56B4E9",
            Champion: "#8B949E",
            Good: "#35C496",
            Bad: "#FF8F52",
            Doubt: "#E9B44C",
            Positive: "#E69F00",
            Negative: "#56B4E9"
        );

    /// <summary>Light, then dark.</summary>
    public static ImmutableArray<ReportPalette> All { get; } = [Light, Dark];
}
