namespace Assay.Data;

/// <summary>What columns are wanted as, whatever the file writes them as.</summary>
/// <param name="Text">Columns that are wanted as text even when they hold numbers.</param>
/// <param name="Numbers">Columns that are wanted as numbers where some of their values are some; the others are missing.</param>
internal sealed record WantedKinds(IReadOnlyCollection<string?> Text, IReadOnlyCollection<string> Numbers);
