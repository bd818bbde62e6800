namespace Assay.Core.Registry;

/// <summary>An annotated tag of GTO's grammar, and the commit that it is on.</summary>
/// <param name="Tag">What it says.</param>
/// <param name="Commit">The commit's id.</param>
public sealed record TagOnCommit(GtoTag Tag, string Commit);
